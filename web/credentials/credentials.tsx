import type { Session } from '../api-types.ts';
import { Heading } from '../components/heading.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { ApiKeys } from '../session/api-keys.tsx';
import { useLoaded } from '../session/loaded.ts';
import { AccountSection } from './account-section.tsx';
import { ContinueTo } from './continue-to.tsx';
import { DevicesSection } from './devices-section.tsx';
import { Identity } from './identity.tsx';
import { MustBanner } from './must-banner.tsx';
import { NoticesSection } from './notices-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

export function Credentials({ session, refresh }: { session: Session; refresh: () => Promise<void> }) {
  const { person, level, must } = session;
  const account = useLoaded(() => act('GetAccount', {}));
  return (
    <>
      <hgroup>
        <Heading quiet>{say.mySecurityCredentials}</Heading>
        <p class="hint">{say.iamCredentials}</p>
      </hgroup>
      <Identity person={person} />
      <MustBanner must={must} />
      <ContinueTo session={session} />
      <DevicesSection person={person} must={must} limit={account.data?.MFADevicesPerUser} refresh={refresh} />
      {/* Keyed by level: what was refused before the step up loads again after it. */}
      {must !== 'enrol' && (
        <div key={level} class="stack">
          <PasswordSection name={person.name} />
          <SessionsSection />
          {person.kind === 'user' && <NoticesSection />}
          <ApiKeys intro={say.apiKeysIntro} />
          {person.kind === 'owner' && <AccountSection account={account} />}
        </div>
      )}
    </>
  );
}
