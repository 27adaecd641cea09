import type { NewVirtualDevice } from '../api-types.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { QrCode } from '../components/qr-code.tsx';
import * as say from '../messages.ts';

/** The one time that the secret of a virtual device is shown, as a picture and as text. */
export function NewSecret({ made }: { made: NewVirtualDevice }) {
  // Groups of four are read and typed without losing the place; the app ignores the spaces.
  const grouped = made.Base32StringSeed.replace(/.{4}(?=.)/g, '$& ');
  return (
    <div class="secret">
      <QrCode text={made.OtpauthUri} />
      <div>
        <p>{say.scan}</p>
        <p class="hint">{say.orType}</p>
        <p class="copyable">
          <code>{grouped}</code>
          <CopyButton text={made.Base32StringSeed} label={say.copySecret} />
        </p>
      </div>
    </div>
  );
}
