import { useState } from 'preact/hooks';
import type { OpenSession } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act, signOut } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { tell } from '../session/told.tsx';
import { browserName } from './browser-name.ts';

const load = async () => (await act('ListSessions', {})).Sessions;
const levelName = { password: say.levelPassword, recovered: say.levelRecovered, mfa: say.levelMfa };

export function SessionsSection() {
  const sessions = useLoaded(load);
  const [ending, setEnding] = useState<OpenSession | 'all'>();

  async function end() {
    if (ending === 'all') return signOut(true);
    if (!ending) return;
    if (ending.Current) return signOut(false);
    await act('EndSession', { SessionId: ending.SessionId });
    await sessions.reload();
    tell(say.sessionEnded);
    setEnding(undefined);
  }

  return (
    <Section
      title={say.sessions}
      intro={say.sessionsIntro}
      actions={<Button onClick={() => setEnding('all')}>{say.signOutEverywhere}</Button>}
    >
      <Content of={sessions}>
        {open => (
          <ul class="rows">
            {open.map(session => (
              <SessionRow key={session.SessionId} session={session} onEnd={() => setEnding(session)} />
            ))}
          </ul>
        )}
      </Content>
      {ending && (
        <Confirm
          danger
          title={ending === 'all' ? say.signOutEverywhere : say.endSessionTitle}
          submit={ending === 'all' ? say.signOutEverywhere : say.endSession}
          onClose={() => setEnding(undefined)}
          action={end}
        >
          <p>{ending === 'all' ? say.signOutEverywhereBody : bodyFor(ending)}</p>
        </Confirm>
      )}
    </Section>
  );
}

const bodyFor = (session: OpenSession): string =>
  session.Current
    ? say.endThisSessionBody
    : fill(say.endSessionBody, { browser: browserName(session.UserAgent) });

function SessionRow({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const browser = browserName(session.UserAgent);
  return (
    <li class="row">
      <div class="row-head">
        <div>
          <h3>{browser}</h3>
          <small>{levelName[session.Level]}</small>
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
