import type { ComponentChildren } from 'preact';
import { Field } from '../components/field.tsx';
import { TwoCodes } from '../components/two-codes.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  userName: string;
  cancel: ComponentChildren;
  onAssigned: (device: { SerialNumber: string; DeviceName: string }) => Promise<void>;
}

export function AssignHardwareFor({ userName, cancel, onAssigned }: Props) {
  return (
    <TwoCodes
      submitLabel={say.assignMfa}
      importantText={say.assignImportant}
      hints={{ code1: say.hardwareCode1Hint, code2: say.hardwareCode2Hint }}
      onSubmit={async (AuthenticationCode1, AuthenticationCode2, { SerialNumber: typed = '' }) => {
        const SerialNumber = typed.trim();
        await act('EnableMFADevice', {
          UserName: userName,
          SerialNumber,
          AuthenticationCode1,
          AuthenticationCode2,
        });
        await onAssigned({ SerialNumber, DeviceName: SerialNumber });
      }}
      beside={cancel}
    >
      <Field
        name="SerialNumber"
        label={say.serialNumber}
        hint={say.serialHint}
        wrong={say.serialNeeded}
        pattern="\s*[\w+=\/:,.@\-]{9,256}\s*"
        autocomplete="off"
        focus
      />
    </TwoCodes>
  );
}
