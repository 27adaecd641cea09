import type { Session } from '../api-types.ts';
import { Mark } from '../components/mark.tsx';
import * as say from '../messages.ts';
import { PersonMenu } from './person-menu.tsx';

export function TopBar({ session, page }: { session: Session; page: 'credentials' | 'users' }) {
  const current = (of: string) => (page === of ? 'page' : undefined);
  return (
    <header class="top-bar">
      <Mark />
      <nav aria-label={say.mainNavigation}>
        <a href="/credentials" aria-current={current('credentials')}>
          {say.securityCredentials}
        </a>
        {session.person.kind === 'owner' && (
          <a href="/users" aria-current={current('users')}>
            {say.users}
          </a>
        )}
      </nav>
      <PersonMenu person={session.person} />
    </header>
  );
}
