import { startRegistration, WebAuthnAbortService } from '@simplewebauthn/browser';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { Withdrawn } from '../withdrawn.ts';

interface Props {
  name: string;
  onAssigned: (serialNumber: string) => Promise<void>;
  onCancel: () => void;
}

export function AssignKey({ name, onAssigned, onCancel }: Props) {
  const [refusal, setRefusal] = useState('');
  const [waiting, setWaiting] = useState(true);
  const box = useRef<HTMLDivElement>(null);

  async function register() {
    setRefusal('');
    setWaiting(true);
    try {
      const { Options } = await act('BeginFIDORegistration', {});
      const Credential = await startRegistration({ optionsJSON: Options });
      const { SerialNumber } = await act('FinishFIDORegistration', { DeviceName: name, Credential });
      await onAssigned(SerialNumber);
    } catch (error) {
      if (error instanceof Withdrawn) return onCancel();
      setRefusal(whyNot(error));
      setWaiting(false);
    }
  }

  useEffect(() => {
    void register();
    return () => WebAuthnAbortService.cancelCeremony();
  }, []);
  useEffect(() => {
    if (refusal) box.current?.focus();
  }, [refusal]);

  return (
    <>
      {refusal && (
        <Notice tone="wrong" box={box}>
          {refusal}
        </Notice>
      )}
      {waiting && <output class="waiting">{say.keyRegistering}</output>}
      <div class="buttons">
        {!waiting && (
          <Button look="primary" onClick={register}>
            {say.tryAgain}
          </Button>
        )}
        <Button look="quiet" onClick={onCancel}>
          {say.cancel}
        </Button>
      </div>
    </>
  );
}

function whyNot(error: unknown): string {
  if (error instanceof Problem) return error.message;
  // The browser's name for "this key is in the exclude list".
  return error instanceof Error && error.name === 'InvalidStateError' ? say.keyKnown : say.keyNotRegistered;
}
