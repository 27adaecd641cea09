import { useState } from 'preact/hooks';
import type { User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import type { Issued } from './initial-password.tsx';

const states: Record<User['PasswordState'], string> = {
  none: say.none,
  initial: say.passwordInitial,
  own: say.passwordOwn,
};

interface Props {
  user: User;
  onChange: () => Promise<void>;
  onIssued: (issued: Issued) => void;
}

export function UserPassword({ user: { UserName, ...user }, onChange, onIssued }: Props) {
  const [asking, setAsking] = useState(false);
  async function reset() {
    const { InitialPassword, ExpiresAt } = await act('ResetUserPassword', { UserName });
    await onChange();
    setAsking(false);
    onIssued({ userName: UserName, password: InitialPassword, expiresAt: ExpiresAt });
  }
  return (
    <Section
      title={say.password}
      actions={<Button onClick={() => setAsking(true)}>{say.resetPassword}</Button>}
    >
      <Facts>
        <Fact name={say.password}>{states[user.PasswordState]}</Fact>
        <Fact name={say.lastSignIn}>
          <Moment at={user.PasswordLastUsed} />
        </Fact>
      </Facts>
      {asking && (
        <Confirm
          title={fill(say.resetPasswordTitle, { name: UserName })}
          submit={say.resetPassword}
          onClose={() => setAsking(false)}
          action={reset}
        >
          <p>{say.resetPasswordBody}</p>
        </Confirm>
      )}
    </Section>
  );
}
