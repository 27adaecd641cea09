import { useState } from 'preact/hooks';
import type { OpenSession } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Content, Section } from '../components/section.tsx';
import { nameOf } from '../components/session-name.ts';
import { SessionRow } from '../components/session-row.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from './act.ts';
import { useLoaded } from './loaded.ts';
import { tell } from './told.tsx';

interface Props {
  /** Whose sessions they are, unless one's own. */
  userName?: string;
  intro: string;
  end: (session: OpenSession) => Promise<unknown>;
  /** How all of them are ended at once. */
  all: { task: string; title: string; body: string; done: string; end: () => Promise<unknown> };
}

/** Where somebody is signed in. */
export function OpenSessions({ userName: UserName, intro, end, all }: Props) {
  const sessions = useLoaded(async () => (await act('ListSessions', { UserName })).Sessions);
  const [ending, setEnding] = useState<OpenSession | 'all'>();

  const question =
    ending &&
    (ending === 'all'
      ? all
      : {
          task: say.endSession,
          title: say.endSessionTitle,
          body: bodyFor(ending),
          done: say.sessionEnded,
          end: () => end(ending),
        });

  return (
    <Section
      title={say.sessions}
      intro={intro}
      actions={
        (sessions.data?.length ?? 0) > 0 && <Button onClick={() => setEnding('all')}>{all.task}</Button>
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
      {question && (
        <Confirm
          danger
          title={question.title}
          submit={question.task}
          onClose={() => setEnding(undefined)}
          action={async () => {
            await question.end();
            await sessions.reload();
            tell(question.done);
            setEnding(undefined);
          }}
        >
          <p>{question.body}</p>
        </Confirm>
      )}
    </Section>
  );
}

const bodyFor = (session: OpenSession): string =>
  session.Current ? say.endThisSessionBody : fill(say.endSessionBody, { name: nameOf(session) });
