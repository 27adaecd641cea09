import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';

/** The one time that a key is shown: a dialog that is only left on purpose. */
export function NewApiKey({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog title={say.yourApiKey}>
      <Notice tone="warning">{say.apiKeyOnce}</Notice>
      <p class="copyable">
        <code data-api-key>{secret}</code>
        <CopyButton text={secret} label={say.copyApiKey} />
      </p>
      <p>{say.apiKeyUse}</p>
      {/* Not with the key in it: what is typed is kept in the shell's history. */}
      <pre class="mono">
        {`SALLYPORT_API_KEY=... sallyport list-mfa-devices --endpoint-url ${location.origin}`}
      </pre>
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
