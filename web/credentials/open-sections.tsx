import type { Account, ContactInformation, Session } from '../api-types.ts';
import * as say from '../messages.ts';
import { ApiKeys } from '../session/api-keys.tsx';
import type { Loaded } from '../session/loaded.ts';
import { AccountSection } from './account-section.tsx';
import { ContactSection } from './contact-section.tsx';
import { OwnAccessKeys } from './own-access-keys.tsx';
import { PrimaryContact } from './primary-contact.tsx';
import { RecoverySettings } from './recovery-settings.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

interface Props {
  session: Session;
  account: Loaded<Account>;
  contact: Loaded<ContactInformation>;
  refresh: () => Promise<void>;
}

/** What a session that came in without a device does not see (SECURITY.md: level recovered). */
export function OpenSections({ session, account, contact, refresh }: Props) {
  const { person } = session;
  const known = contact.data;
  return (
    <>
      <ContactSection person={person} contact={contact} refresh={refresh} />
      {person.kind === 'user' && person.administrator && known && (
        <PrimaryContact known={known} onChange={contact.reload} />
      )}
      <OwnAccessKeys session={session} />
      <ApiKeys intro={say.apiKeysIntro} />
      {person.kind === 'owner' && (
        <>
          <AccountSection account={account} />
          <RecoverySettings account={account} />
          <WebhooksSection />
        </>
      )}
    </>
  );
}
