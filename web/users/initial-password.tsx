import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

export interface Issued {
  userName: string;
  password: string;
  expiresAt: string;
}

export function InitialPassword(props: Issued & { accountId: string; onClose: () => void }) {
  const { userName, password, expiresAt, accountId, onClose } = props;
  return (
    <Dialog title={fill(say.initialPasswordTitle, { name: userName })} onClose={onClose}>
      <Notice tone="warning">{say.shownOnce}</Notice>
      <p class="copyable">
        <code data-initial-password>{password}</code>
        <CopyButton text={password} label={say.copyPassword} />
      </p>
      <Facts>
        <Fact name={say.userName}>{userName}</Fact>
        <Fact name={say.accountId}>
          <span class="mono">{accountId}</span>
        </Fact>
        <Fact name={say.validUntil}>
          <Moment at={expiresAt} />
        </Fact>
      </Facts>
      <p class="hint">{say.initialPasswordHint}</p>
      <div class="buttons">
        <Button look="primary" onClick={onClose}>
          {say.done}
        </Button>
      </div>
    </Dialog>
  );
}
