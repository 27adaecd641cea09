import type { NewAccessKey } from '../api-types.ts';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { Commands } from './commands.tsx';
import { CopyButton } from './copy-button.tsx';
import { Dialog } from './dialog.tsx';
import { download } from './download.ts';
import { Notice } from './notice.tsx';

/** A profile of its own: whoever has keys of AWS goes on using them. */
const PROFILE = 'sallyport';
/** Any would do; without one the AWS command line refuses to begin. */
const REGION = 'region = us-east-1\n';

/** The one time that the secret is shown: a dialog that is only left on purpose. */
export function NewAccessKeyDialog({ made, onClose }: { made: NewAccessKey; onClose: () => void }) {
  const { AccessKeyId, SecretAccessKey } = made;
  const command = `aws iam list-mfa-devices --endpoint-url ${location.origin} --profile ${PROFILE}`;
  const file = `[${PROFILE}]\naws_access_key_id = ${AccessKeyId}\naws_secret_access_key = ${SecretAccessKey}\n${REGION}`;
  return (
    <Dialog title={say.newAccessKey}>
      <Notice tone="warning">{say.secretOnce}</Notice>
      <dl class="key-pair">
        <div>
          <dt>{say.accessKeyId}</dt>
          <dd class="copyable">
            <code>{AccessKeyId}</code>
            <CopyButton text={AccessKeyId} label={say.copyAccessKeyId} />
          </dd>
        </div>
        <div>
          <dt>{say.secretAccessKey}</dt>
          <dd class="copyable">
            <code data-secret-access-key>{SecretAccessKey}</code>
            <CopyButton text={SecretAccessKey} label={say.copySecretAccessKey} />
          </dd>
        </div>
      </dl>
      <div class="buttons">
        <Button onClick={() => download('credentials', 'application/octet-stream', file)}>
          {say.downloadCredentials}
        </Button>
      </div>
      <p>{say.credentialsFileUse}</p>
      <Commands>{command}</Commands>
      <div class="buttons">
        <CopyButton text={command} label={say.copyCommand} />
      </div>
      <p>
        <a href="/docs" target="_blank" rel="noreferrer">
          {say.howToUseApiKey}
        </a>
      </p>
      <div class="buttons">
        <Button look="primary" onClick={onClose}>
          {say.haveSaved}
        </Button>
      </div>
    </Dialog>
  );
}
