import type { NewApiKey } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

/** The one time that a key is shown: it cannot be dismissed by accident. */
export function NewKey({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  return (
    <Dialog title={fill(say.keyTitle, { key: made.Name })}>
      <Notice tone="warning">{say.keyShownOnce}</Notice>
      <p class="copyable">
        <code data-api-key>{made.Secret}</code>
        <CopyButton text={made.Secret} label={say.copyKey} />
      </p>
      <p class="hint">{say.keyUse}</p>
      <p class="copyable">
        <code>Authorization: Bearer …</code>
      </p>
      <div class="buttons">
        <Button look="primary" onClick={onClose}>
          {say.haveCopied}
        </Button>
      </div>
    </Dialog>
  );
}
