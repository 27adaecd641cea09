import { useRef, useState } from 'preact/hooks';
import type { Actions, ImportReport } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { FileField } from '../components/file-field.tsx';
import { Form } from '../components/form.tsx';
import { PasswordField } from '../components/password-field.tsx';
import * as say from '../messages.ts';
import { upload } from '../session/upload.ts';
import { UploadProgress } from './upload-progress.tsx';

type Opened = 'plain' | 'key' | 'password';

const ways = [
  { value: 'plain', label: say.notEncrypted, hint: say.notEncryptedHint },
  { value: 'key', label: say.withPreSharedKey, hint: say.withPreSharedKeyHint },
  { value: 'password', label: say.withPassword, hint: say.withPasswordHint },
] as const;

export function ImportForm({ onImported }: { onImported: (report: ImportReport) => void }) {
  const [opened, setOpened] = useState<Opened>('plain');
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState<number>();
  const stop = useRef<AbortController>(undefined);

  async function send({ PreSharedKey = '', Password = '' }: Record<string, string>) {
    if (!file) return;
    const input: Actions['ImportHardwareMFADevices'][0] = {
      ...(opened === 'key' && { PreSharedKey: PreSharedKey.trim() }),
      ...(opened === 'password' && { Password }),
    };
    stop.current = new AbortController();
    try {
      const transfer = { file, input, onProgress: setSent, stop: stop.current.signal };
      onImported(await upload({ name: 'ImportHardwareMFADevices', ...transfer }));
    } finally {
      setSent(undefined);
    }
  }

  return (
    <Form
      submit={say.importSubmit}
      action={send}
      beside={
        sent !== undefined && (
          <Button look="quiet" onClick={() => stop.current?.abort()}>
            {say.stopUpload}
          </Button>
        )
      }
    >
      <FileField
        name="File"
        label={say.chooseFile}
        hint={say.chooseFileHint}
        wrong={say.fileNeeded}
        accept=".csv,.xml,.pskcxml,text/csv,application/pskc+xml,application/xml,text/xml"
        onChoose={setFile}
      />
      <Choices name="opened" legend={say.openedBy} options={ways} chosen={opened} onChoose={setOpened} />
      {opened === 'key' && (
        <PasswordField
          name="PreSharedKey"
          label={say.preSharedKey}
          wrong={say.preSharedKeyNeeded}
          autocomplete="off"
          maxLength={256}
        />
      )}
      {opened === 'password' && (
        <PasswordField
          name="Password"
          label={say.filePassword}
          wrong={say.filePasswordNeeded}
          autocomplete="off"
          maxLength={1024}
        />
      )}
      {file && sent !== undefined && <UploadProgress file={file} sent={sent} />}
    </Form>
  );
}
