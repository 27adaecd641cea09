import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../api-types.ts';
import { Heading } from '../components/heading.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { ApiKeys } from '../session/api-keys.tsx';
import { useLoaded } from '../session/loaded.ts';
import { readAnew } from '../session/stale.ts';
import { Withdrawn } from '../withdrawn.ts';
import { BackIn } from './back-in.tsx';
import { ContinueTo } from './continue-to.tsx';
import { DevicesSection, loadDevices, sentToAssign, type Wizard } from './devices-section.tsx';
import { GetBackIn } from './get-back-in.tsx';
import { Identity } from './identity.tsx';
import { MustBanner } from './must-banner.tsx';
import { OpenSections } from './open-sections.tsx';
import { OwnAccessKeys } from './own-access-keys.tsx';
import { PasswordSection } from './password-section.tsx';
import { RecoveredGuide } from './recovered-guide.tsx';
import { SessionsSection } from './sessions-section.tsx';

interface Props {
  session: Session;
  refresh: () => Promise<void>;
}

export function Credentials({ session, refresh }: Props) {
  const { person, level, must } = session;
  const account = useLoaded(() => act('GetAccount', {}));
  const devices = useLoaded(loadDevices);
  const contact = useLoaded(async () => {
    // Not for a session that came in without a device; and a page that only opens must not ask for a proof.
    if (level === 'recovered') throw new Withdrawn();
    return act('GetContactInformation', {});
  });
  const [wizard, setWizard] = useState<Wizard | undefined>(() => (sentToAssign() ? 'new' : undefined));
  const [cameBack] = useState(level === 'recovered');
  const limit = account.data?.MFADevicesPerUser;
  const before = useRef(level);
  useEffect(() => {
    // What was refused before the step-up loads again after it.
    if (before.current !== level) void readAnew();
    before.current = level;
  }, [level]);
  return (
    <>
      <hgroup>
        <Heading quiet>{say.mySecurityCredentials}</Heading>
        <p class="hint">{say.iamCredentials}</p>
      </hgroup>
      <Identity person={person} />
      <RecoveredGuide
        session={session}
        known={devices.data}
        limit={limit}
        onAssign={() => setWizard('new')}
      />
      {cameBack && level !== 'recovered' && <BackIn />}
      {level !== 'recovered' && <MustBanner must={must} />}
      <ContinueTo session={session} />
      <GetBackIn session={session} known={contact.data} />
      <DevicesSection
        person={person}
        must={must}
        recovered={level === 'recovered'}
        limit={limit}
        devices={devices}
        contact={contact.data}
        refresh={refresh}
        wizard={wizard}
        onWizard={setWizard}
      />
      {/* Never keyed by level: a dialog that asked for the step-up goes on after it, with what its request brought. */}
      {(must !== 'enrol' || level === 'recovered') && (
        <div class="stack">
          <PasswordSection name={person.name} />
          <SessionsSection />
          {level === 'recovered' ? (
            <>
              <OwnAccessKeys session={session} />
              <ApiKeys intro={say.apiKeysIntro} closed />
            </>
          ) : (
            <OpenSections session={session} account={account} contact={contact} refresh={refresh} />
          )}
        </div>
      )}
    </>
  );
}
