import type { NewVirtualDevice } from '../api-types.ts';
import { QrCode } from '../components/qr-code.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

/** The secret is for the app of the person beside: as a picture to be scanned, and never as text to be kept. */
export function SecretToScan({ made, userName }: { made: NewVirtualDevice; userName: string }) {
  return (
    <div class="secret">
      <QrCode text={labelledFor(userName, made.OtpauthUri)} />
      <div>
        <p>{fill(say.scanBeside, { name: userName })}</p>
        <p class="hint">{say.scanBesideHint}</p>
      </div>
    </div>
  );
}

/** The gateway labels a new device with the name of whoever makes it; the app belongs to somebody else. */
function labelledFor(userName: string, uri: string): string {
  const { searchParams } = new URL(uri);
  const issuer = searchParams.get('issuer') ?? say.product;
  const query = uri.slice(uri.indexOf('?'));
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(userName)}${query}`;
}
