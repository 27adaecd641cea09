import { useState } from 'preact/hooks';
import type { ContactInformation } from '../api-types.ts';
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
          mode={PhoneMode ?? 'keypad'}
          warning={say.changePhoneWarning}
          begin={PhoneNumber => act('BeginPrimaryContactVerification', { PhoneNumber: PhoneNumber ?? '' })}
          onVerified={async verified => {
            await onChange();
            tell(fill(say.phoneVerified, { phone: verified }));
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </Section>
  );
}
