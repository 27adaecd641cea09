import type { OpenSession } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { Fact, Facts } from './facts.tsx';
import { Moment } from './moment.tsx';
import { nameOf } from './session-name.ts';

const levels = { password: say.levelPassword, recovered: say.levelRecovered, mfa: say.levelMfa };
/** A program shows no password: its key stands for it. */
const ofPrograms = { ...levels, password: say.levelKey, mfa: say.levelKeyAndMfa };

export function SessionRow({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const name = nameOf(session);
  return (
    <li class="row">
      <div class="row-head">
        <div>
          <h3>{name}</h3>
          <small>{(session.AccessKeyId ? ofPrograms : levels)[session.Level]}</small>
        </div>
        {session.Current && <span class="badge">{say.thisSession}</span>}
      </div>
      <Facts>
        <Fact name={say.place}>
          {session.Place ? `${session.Place} (${session.Address})` : session.Address}
        </Fact>
        <Fact name={say.signedIn}>
          <Moment at={session.SignedInAt} />
        </Fact>
        <Fact name={say.lastSeen}>
          <Moment at={session.LastSeenAt} />
        </Fact>
      </Facts>
      <div class="row-actions">
        <Button look="quiet" label={fill(say.taskOn, { task: say.endSession, name })} onClick={onEnd}>
          {say.endSession}
        </Button>
      </div>
    </li>
  );
}
