import type { ComponentChildren } from 'preact';
import type { NewVirtualDevice } from '../api-types.ts';
import { QrCode } from '../components/qr-code.tsx';
import { TwoCodes } from '../components/two-codes.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  made: NewVirtualDevice;
  name: string;
  userName: string;
  cancel: ComponentChildren;
  onAssigned: (device: { SerialNumber: string; DeviceName: string }) => Promise<void>;
}

/** The secret is for the app of the person beside: as a picture to be scanned, and never as text to be kept. */
export function AssignVirtualFor({ made, name, userName, cancel, onAssigned }: Props) {
  const { SerialNumber } = made;
  return (
    <TwoCodes
      submitLabel={say.assignMfa}
      importantText={say.assignImportant}
      lead={
        <div class="secret">
          <QrCode text={labelledFor(userName, made.OtpauthUri)} />
          <div>
            <p>{fill(say.scanBeside, { name: userName })}</p>
            <p class="hint">{say.scanBesideHint}</p>
          </div>
        </div>
      }
      onSubmit={async (AuthenticationCode1, AuthenticationCode2) => {
        await act('EnableMFADevice', {
          UserName: userName,
          SerialNumber,
          AuthenticationCode1,
          AuthenticationCode2,
        });
        await onAssigned({ SerialNumber, DeviceName: name });
      }}
      beside={cancel}
    />
  );
}

/** The gateway labels a new device with the name of whoever makes it; the app belongs to somebody else. */
function labelledFor(userName: string, uri: string): string {
  const { searchParams } = new URL(uri);
  const issuer = searchParams.get('issuer') ?? say.product;
  const query = uri.slice(uri.indexOf('?'));
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(userName)}${query}`;
}
