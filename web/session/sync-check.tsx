import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { CodeCheck } from '../components/code-check.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { act } from './act.ts';

interface Props {
  /** Who holds the device, unless it is one's own. */
  userName?: string;
  device: Pick<Device, 'SerialNumber' | 'Kind'>;
  /** What came before, and which code is asked for. */
  children: ComponentChildren;
  /** Said when the code was accepted. */
  passed: string;
  onPassed: () => Promise<void>;
  /** Back to the two codes. */
  onAgain: () => void;
  onClose: () => void;
}

const ABOUT_THE_CODE = new Set(['SECOND_FACTOR_REFUSED', 'DEVICE_LOCKED']);

/** Codes that were typed late are accepted and leave the device out of sync: one fresh code tells (row S0-48). */
export function SyncCheck(props: Props) {
  const { userName: UserName, device, children, passed, onPassed, onAgain, onClose } = props;
  const { SerialNumber, Kind } = device;
  const [inSync, setInSync] = useState(false);
  const [failed, setFailed] = useState(false);

  async function send(AuthenticationCode: string) {
    try {
      await act('CheckMFADevice', { UserName, SerialNumber, AuthenticationCode });
    } catch (error) {
      if (error instanceof Problem && ABOUT_THE_CODE.has(error.code)) setFailed(true);
      throw error;
    }
    setInSync(true);
    await onPassed();
  }

  if (inSync) return <InSync sentence={passed} onClose={onClose} />;
  return (
    <>
      {!failed && children}
      <CodeCheck
        send={send}
        kind={Kind}
        submit={say.checkSubmit}
        refusals={{ refused: say.notInSync, locked: say.checkLocked }}
        hint={Kind === 'hardware' ? say.checkTokenHint : say.checkHint}
        beside={
          <>
            {failed && <Button onClick={onAgain}>{say.resyncAgain}</Button>}
            <Button look="quiet" onClick={onClose}>
              {say.skip}
            </Button>
          </>
        }
      />
    </>
  );
}

/** Takes the focus, which was on the form that is gone. */
function InSync({ sentence, onClose }: { sentence: string; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <Notice tone="done" title={say.inSync} box={box}>
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
