import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.ts';
import type { SignInState } from '../api-types.ts';
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
  const [needsAccount, setNeedsAccount] = useState(false);
  useEffect(() => {
    get<SignInState>('/api/sign-in').then(
      state => setNeedsAccount(state.severalAccounts),
      // Better one fact too many than one too few.
      () => setNeedsAccount(true),
    );
  }, []);
  return (
    <Dialog title={fill(say.initialPasswordTitle, { name: userName })}>
      <Notice tone="warning">{say.shownOnce}</Notice>
      <p class="copyable">
        <code data-initial-password>{password}</code>
        <CopyButton text={password} label={say.copyPassword} />
      </p>
      <Facts>
        <Fact name={say.signInAddress}>
          <span class="mono">{`${location.origin}/sign-in`}</span>
        </Fact>
        <Fact name={say.userName}>{userName}</Fact>
        {needsAccount && (
          <Fact name={say.accountId}>
            <span class="mono">{accountId}</span>
          </Fact>
        )}
        <Fact name={say.validUntil}>
          <Moment at={expiresAt} />
        </Fact>
      </Facts>
      <p class="hint">{say.initialPasswordHint}</p>
      <div class="buttons">
        <Button look="primary" onClick={onClose}>
          {say.haveCopied}
        </Button>
      </div>
    </Dialog>
  );
}
