import type { Session } from '../api-types.ts';
import { Mark } from '../components/mark.tsx';
import * as say from '../messages.ts';
import { PersonMenu } from './person-menu.tsx';

export type InsidePage = 'credentials' | 'users' | 'user' | 'devices';

export function TopBar({ session, page }: { session: Session; page: InsidePage }) {
  const current = (of: InsidePage) => (page === of ? 'page' : undefined);
  return (
    <header class="top-bar">
      <Mark />
      <nav aria-label={say.mainNavigation}>
        <a href="/credentials" aria-current={current('credentials')}>
          {say.securityCredentials}
        </a>
        {session.person.administrator && session.level !== 'recovered' && (
          <>
            <a href="/users" aria-current={page === 'user' ? 'true' : current('users')}>
              {say.users}
            </a>
            <a href="/devices" aria-current={current('devices')}>
              {say.devicesPage}
            </a>
          </>
        )}
      </nav>
      <PersonMenu person={session.person} />
    </header>
  );
}
