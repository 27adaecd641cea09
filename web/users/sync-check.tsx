import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import { Button } from '../components/button.tsx';
import { DigitsField, digitsOf } from '../components/digits-field.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  device: { SerialNumber: string; DeviceName: string };
  userName: string;
  intro: string;
  onChecked: () => Promise<void>;
  onAgain: () => void;
  onClose: () => void;
}

/** Codes that were typed late are accepted and leave the device out of sync: one fresh code tells (row S0-48). */
export function SyncCheck({ device, userName, intro, onChecked, onAgain, onClose }: Props) {
  const [passed, setPassed] = useState(false);
  const [failed, setFailed] = useState(false);
  const named = (message: string) => fill(message, { name: userName, device: device.DeviceName });

  async function check({ code = '' }: Record<string, string>) {
    try {
      await act('CheckMFADevice', {
        UserName: userName,
        SerialNumber: device.SerialNumber,
        AuthenticationCode: digitsOf(code),
      });
    } catch (error) {
      setFailed(true);
      throw inWords(error);
    }
    setPassed(true);
    await onChecked();
  }

  if (passed) return <InSync sentence={named(say.inSyncBody)} onClose={onClose} />;
  return (
    <Form
      submit={say.checkSync}
      blame="code"
      lead={<p>{named(intro)}</p>}
      action={check}
      beside={
        <>
          {failed && <Button onClick={onAgain}>{say.resyncAgain}</Button>}
          <Button look="quiet" onClick={onClose}>
            {say.skip}
          </Button>
        </>
      }
    >
      <DigitsField name="code" label={say.checkSyncCode} hint={say.checkSyncHint} focus />
    </Form>
  );
}

/** Takes the focus, which was on the form that is gone. */
function InSync({ sentence, onClose }: { sentence: string; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <Notice tone="done" title={say.inSyncTitle} box={box}>
        {sentence}
      </Notice>
      <div class="buttons">
        <Button look="primary" onClick={onClose}>
          {say.done}
        </Button>
      </div>
    </>
  );
}

function inWords(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  if (error.code === 'SECOND_FACTOR_REFUSED') return new Problem(error.code, say.notInSync);
  if (error.code === 'DEVICE_LOCKED') return new Problem(error.code, say.checkLocked);
  return error;
}
