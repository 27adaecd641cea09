import { useState } from 'preact/hooks';
import type { Session, User } from '../api-types.ts';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import { Content } from '../components/section.tsx';
import { Tabs } from '../components/tabs.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { AdministratorsOnly } from '../session/administrators-only.tsx';
import { useLoaded } from '../session/loaded.ts';
import { namedUser } from './address.ts';
import { InitialPassword, type Issued } from './initial-password.tsx';
import { UserBadges } from './user-badges.tsx';
import { UserDevices } from './user-devices.tsx';
import { UserKeys } from './user-keys.tsx';
import { UserPassword } from './user-password.tsx';
import { UserPermissions } from './user-permissions.tsx';
import { UserSessions } from './user-sessions.tsx';
import { UserSettings } from './user-settings.tsx';

/** One user, for administrators. */
export function UserPage({ session: { person } }: { session: Session }) {
  const [name] = useState(namedUser);
  return (
    <AdministratorsOnly person={person} title={name || say.user}>
      <nav class="crumbs" aria-label={say.breadcrumb}>
        <a href="/users">{say.users}</a>
      </nav>
      {name.toLowerCase() === person.userName?.toLowerCase() ? (
        <Oneself name={name} />
      ) : (
        <SomebodyElse name={name} caller={person} />
      )}
    </AdministratorsOnly>
  );
}

/** What an administrator may not do to himself he is not offered; the rest has its own page. */
function Oneself({ name }: { name: string }) {
  return (
    <>
      <Heading quiet>{name}</Heading>
      <Notice tone="info" title={say.thisIsYou}>
        <p>{say.thisIsYouBody}</p>
        <p>
          <a href="/credentials">{say.mySecurityCredentials}</a>
        </p>
      </Notice>
    </>
  );
}

function SomebodyElse({ name, caller }: { name: string; caller: Session['person'] }) {
  const loaded = useLoaded(async () => (await act('GetUser', { UserName: name })).User);
  return (
    <>
      <div class="title">
        <Heading quiet>{loaded.data?.UserName ?? name}</Heading>
        {loaded.data && <UserBadges user={loaded.data} />}
      </div>
      <Content of={loaded}>{user => <Parts user={user} caller={caller} onChange={loaded.reload} />}</Content>
    </>
  );
}

interface PartsProps {
  user: User;
  caller: Session['person'];
  onChange: () => Promise<void>;
}

function Parts({ user, caller, onChange }: PartsProps) {
  const [issued, setIssued] = useState<Issued>();
  return (
    <>
      <Tabs
        label={say.userDetails}
        tabs={[
          {
            name: 'security-credentials',
            title: say.securityCredentials,
            content: () => (
              <>
                <UserDevices userName={user.UserName} onChange={onChange} />
                <UserPassword user={user} onChange={onChange} onIssued={setIssued} />
                <UserSessions userName={user.UserName} />
                <UserKeys user={user} />
              </>
            ),
          },
          {
            name: 'permissions',
            title: say.permissions,
            content: () => <UserPermissions user={user} onChange={onChange} />,
          },
          {
            name: 'settings',
            title: say.settingsTab,
            content: () => <UserSettings user={user} onChange={onChange} />,
          },
        ]}
      />
      {issued && (
        <InitialPassword {...issued} accountId={caller.accountId} onClose={() => setIssued(undefined)} />
      )}
    </>
  );
}
