import { useState } from 'preact/hooks';
import type { Session, User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Heading } from '../components/heading.tsx';
import { Content, Section } from '../components/section.tsx';
import { ShowMore } from '../components/show-more.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { AdministratorsOnly } from '../session/administrators-only.tsx';
import { usePaged } from '../session/paged.ts';
import { addressOf } from './address.ts';
import { CreateUser } from './create-user.tsx';
import { InitialPassword, type Issued } from './initial-password.tsx';
import { UsersTable } from './users-table.tsx';

const load = (Marker: string | undefined) => act('ListUsers', Marker === undefined ? {} : { Marker });

export function Users({ session: { person } }: { session: Session }) {
  return (
    <AdministratorsOnly person={person} title={say.users}>
      <UserList account={person} />
    </AdministratorsOnly>
  );
}

function UserList({ account }: { account: Session['person'] }) {
  const pages = usePaged(load);
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
        <Content of={pages}>
          {loaded => <Found users={loaded.flatMap(page => page.Users)} more={pages.more} />}
        </Content>
      </Section>
      {creating && (
        <CreateUser
          onClose={() => setCreating(false)}
          onCreated={pages.reload}
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

/** Searches what is loaded. A name beyond it can be opened as it was typed. */
function Found({ users, more }: { users: User[]; more: (() => Promise<void>) | undefined }) {
  const [typed, setTyped] = useState('');
  if (users.length === 0) return <p class="empty">{say.noUsers}</p>;
  const wanted = typed.trim().toLowerCase();
  const found = users.filter(user => user.UserName.toLowerCase().startsWith(wanted));
  const count = fill(more ? say.foundOfLoaded : say.foundOf, { found: found.length, count: users.length });
  return (
    <>
      <div class="toolbar">
        <Field
          name="find"
          label={say.findUser}
          type="search"
          required={false}
          autocomplete="off"
          onInput={input => setTyped(input.value)}
        />
        <output class="hint">{wanted && count}</output>
      </div>
      {found.length > 0 ? (
        <UsersTable users={found} />
      ) : (
        <p class="empty">
          {more ? (
            <a href={addressOf(typed.trim())}>{fill(say.openUser, { name: typed.trim() })}</a>
          ) : (
            say.noUserFound
          )}
        </p>
      )}
      <ShowMore more={more} />
    </>
  );
}
