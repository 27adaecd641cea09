import type { NewApiKey } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { Commands } from './commands.tsx';
import { CopyButton } from './copy-button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';

/** The one time that a key is shown: a dialog that is only left on purpose. */
export function NewApiKeyDialog({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  return (
    <Dialog title={fill(say.apiKeyTitle, { name: made.Name })}>
      <Notice tone="warning">{say.apiKeyOnce}</Notice>
      <p class="copyable">
        <code data-api-key>{made.Secret}</code>
        <CopyButton text={made.Secret} label={say.copyApiKey} />
      </p>
      <p>{say.apiKeyUse}</p>
      {/* Not with the key in it: what is typed is kept in the shell's history. */}
      <Commands>{`SALLYPORT_API_KEY=... sallyport list-mfa-devices --endpoint-url ${location.origin}`}</Commands>
      <p>
        <a href="/help#programs" target="_blank" rel="noreferrer">
          {say.howToUseApiKey}
        </a>
      </p>
      <div class="buttons">
        <Button look="primary" onClick={onClose}>
          {say.haveCopied}
        </Button>
      </div>
    </Dialog>
  );
}
