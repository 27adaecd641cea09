import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { OpenSessions } from '../session/open-sessions.tsx';

/** Where somebody else is signed in. */
export function UserSessions({ userName: UserName }: { userName: string }) {
  const named = (message: string) => fill(message, { name: UserName });
  return (
    <OpenSessions
      userName={UserName}
      intro={named(say.theirSessionsIntro)}
      end={({ SessionId }) => act('EndSession', { UserName, SessionId })}
      all={{
        task: say.endAll,
        title: named(say.endAllTitle),
        body: named(say.endAllBody),
        done: named(say.allEnded),
        end: () => act('EndAllSessions', { UserName }),
      }}
    />
  );
}
