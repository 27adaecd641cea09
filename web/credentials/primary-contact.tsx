import { useState } from 'preact/hooks';
import type { ContactInformation, PhoneVerification } from '../api-types.ts';
import { isOver } from '../components/call-state.tsx';
import { Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { PhoneDialog } from '../session/phone-dialog.tsx';
import { tell } from '../session/told.tsx';
import { ContactRow } from './contact-row.tsx';

interface Props {
  known: ContactInformation;
  onChange: () => Promise<void>;
}

/** For administrators: the owner's phone, when the owner cannot change it (rows S1-14 and S1-16). */
export function PrimaryContact({ known, onChange }: Props) {
  const [changing, setChanging] = useState(false);
  const [call, setCall] = useState<PhoneVerification>();
  const { PrimaryContactPhone: phone, PrimaryContactPhoneVerified: proven = false, PhoneMode } = known;
  return (
    <Section title={say.primaryContact} intro={say.primaryContactIntro}>
      <ul class="rows">
        <ContactRow
          name={say.primaryContact}
          value={phone}
          none={say.noPhone}
          state={phone ? [proven, proven ? say.verified : say.notVerified] : undefined}
          tasks={PhoneMode === null ? [] : [[say.change, () => setChanging(true)]]}
        />
      </ul>
      {changing && (
        <PhoneDialog
          title={say.primaryContact}
          stored={undefined}
          present={phone}
          mode={PhoneMode ?? 'keypad'}
          call={call}
          onCall={setCall}
          warning={say.changePhoneWarning}
          begin={PhoneNumber => act('BeginPrimaryContactVerification', { PhoneNumber: PhoneNumber ?? '' })}
          onVerified={async verified => {
            await onChange();
            tell(fill(say.phoneVerified, { phone: verified }));
          }}
          onClose={() => {
            setChanging(false);
            if (call && isOver(call.State)) setCall(undefined);
          }}
        />
      )}
    </Section>
  );
}
