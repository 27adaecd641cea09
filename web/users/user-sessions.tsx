import { useState } from 'preact/hooks';
import type { OpenSession } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { Content, Section } from '../components/section.tsx';
import { browserName } from '../credentials/browser-name.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { tell } from '../session/told.tsx';

const levels = { password: say.levelPassword, recovered: say.levelRecovered, mfa: say.levelMfa };

/** Where somebody else is signed in. */
export function UserSessions({ userName }: { userName: string }) {
  const sessions = useLoaded(async () => (await act('ListSessions', { UserName: userName })).Sessions);
  const [ending, setEnding] = useState<OpenSession | 'all'>();
  const named = (message: string) => fill(message, { name: userName });

  async function end(which: OpenSession | 'all') {
    if (which === 'all') await act('EndAllSessions', { UserName: userName });
    else await act('EndSession', { UserName: userName, SessionId: which.SessionId });
    await sessions.reload();
    tell(which === 'all' ? named(say.allEnded) : say.sessionEnded);
    setEnding(undefined);
  }

  const all = ending === 'all';
  return (
    <Section
      title={say.sessions}
      intro={named(say.theirSessionsIntro)}
      actions={
        (sessions.data?.length ?? 0) > 0 && <Button onClick={() => setEnding('all')}>{say.endAll}</Button>
      }
    >
      <Content of={sessions}>
        {open =>
          open.length === 0 ? (
            <p class="empty">{say.noSessions}</p>
          ) : (
            <ul class="rows">
              {open.map(session => (
                <SessionRow key={session.SessionId} session={session} onEnd={() => setEnding(session)} />
              ))}
            </ul>
          )
        }
      </Content>
      {ending && (
        <Confirm
          danger
          title={all ? named(say.endAllTitle) : say.endSessionTitle}
          submit={all ? say.endAll : say.endSession}
          onClose={() => setEnding(undefined)}
          action={() => end(ending)}
        >
          <p>
            {ending === 'all'
              ? named(say.endAllBody)
              : fill(say.endSessionBody, { browser: browserName(ending.UserAgent) })}
          </p>
        </Confirm>
      )}
    </Section>
  );
}

function SessionRow({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const browser = browserName(session.UserAgent);
  return (
    <li class="row">
      <div class="row-head">
        <div>
          <h3>{browser}</h3>
          <small>{levels[session.Level]}</small>
        </div>
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
        <Button
          look="quiet"
          label={fill(say.taskOn, { task: say.endSession, name: browser })}
          onClick={onEnd}
        >
          {say.endSession}
        </Button>
      </div>
    </li>
  );
}
