import { useState } from 'preact/hooks';
import type { Session } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { CreateUser } from './create-user.tsx';
import { InitialPassword, type Issued } from './initial-password.tsx';
import { UserRow } from './user-row.tsx';

const load = async () => (await act('ListUsers', {})).Users;

export function Users({ session }: { session: Session }) {
  if (session.person.kind === 'owner') return <UserList account={session.person} />;
  return (
    <>
      <Heading quiet>{say.users}</Heading>
      <Notice tone="info">{say.ownerOnly}</Notice>
    </>
  );
}

function UserList({ account }: { account: Session['person'] }) {
  const users = useLoaded(load);
  const [creating, setCreating] = useState(false);
  const [issued, setIssued] = useState<Issued>();
  return (
    <>
      <Heading quiet>{say.users}</Heading>
      <Section
        title={fill(say.usersOf, { account: account.accountAlias ?? account.accountId })}
        intro={say.usersIntro}
        actions={
          <Button look="primary" onClick={() => setCreating(true)}>
            {say.createUser}
          </Button>
        }
      >
        <Content of={users}>
          {list =>
            list.length === 0 ? (
              <p class="empty">{say.noUsers}</p>
            ) : (
              <ul class="rows">
                {list.map(user => (
                  <UserRow key={user.UserName} user={user} onChange={users.reload} onIssued={setIssued} />
                ))}
              </ul>
            )
          }
        </Content>
      </Section>
      {creating && (
        <CreateUser
          onClose={() => setCreating(false)}
          onCreated={users.reload}
          onIssued={password => {
            setCreating(false);
            setIssued(password);
          }}
        />
      )}
      {issued && (
        <InitialPassword {...issued} accountId={account.accountId} onClose={() => setIssued(undefined)} />
      )}
    </>
  );
}
