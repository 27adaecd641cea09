import * as say from '../messages.ts';
import { act, signOut } from '../session/act.ts';
import { OpenSessions } from '../session/open-sessions.tsx';

/** One's own sessions. Ending the present one is signing out, which leaves the page. */
export function SessionsSection() {
  return (
    <OpenSessions
      intro={say.sessionsIntro}
      end={({ Current, SessionId }) => (Current ? signOut(false) : act('EndSession', { SessionId }))}
      all={{
        task: say.signOutEverywhere,
        title: say.signOutEverywhere,
        body: say.signOutEverywhereBody,
        done: '',
        end: () => signOut(true),
      }}
    />
  );
}
