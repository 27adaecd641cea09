import { startRegistration } from '@simplewebauthn/browser';
import { Problem } from '../api.ts';
import { Button } from '../components/button.tsx';
import { KeyCeremony } from '../components/key-ceremony.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { Withdrawn } from '../withdrawn.ts';

interface Props {
  name: string;
  onAssigned: (serialNumber: string) => Promise<void>;
  onCancel: () => void;
}

export function AssignKey({ name, onAssigned, onCancel }: Props) {
  async function register() {
    try {
      const { Options } = await act('BeginFIDORegistration', {});
      const Credential = await startRegistration({ optionsJSON: Options });
      const { SerialNumber } = await act('FinishFIDORegistration', { DeviceName: name, Credential });
      await onAssigned(SerialNumber);
    } catch (error) {
      if (!(error instanceof Withdrawn)) throw error;
      onCancel();
    }
  }
  return (
    <KeyCeremony
      run={register}
      waiting={say.keyRegistering}
      whyNot={whyNot}
      beside={
        <Button look="quiet" onClick={onCancel}>
          {say.cancel}
        </Button>
      }
    />
  );
}

function whyNot(error: unknown): string {
  if (error instanceof Problem) return error.message;
  // The browser's name for "this key is in the exclude list".
  return error instanceof Error && error.name === 'InvalidStateError' ? say.keyKnown : say.keyNotRegistered;
}
