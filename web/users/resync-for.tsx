import type { ComponentChildren } from 'preact';
import { TwoCodes } from '../components/two-codes.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  device: { SerialNumber: string; DeviceName: string };
  userName: string;
  cancel: ComponentChildren;
  onResynced: () => Promise<void>;
}

/** The result applies to the user who holds the device, not to whoever types (row S0-49). */
export function ResyncFor({ device: { DeviceName, SerialNumber }, userName, cancel, onResynced }: Props) {
  return (
    <TwoCodes
      submitLabel={say.continue_}
      importantText={say.resyncImportant}
      lead={<p>{fill(say.resyncIntro, { device: DeviceName, name: userName })}</p>}
      focus
      onSubmit={async (AuthenticationCode1, AuthenticationCode2) => {
        await act('ResyncMFADevice', {
          UserName: userName,
          SerialNumber,
          AuthenticationCode1,
          AuthenticationCode2,
        });
        await onResynced();
      }}
      beside={cancel}
    />
  );
}
