import { useState } from 'preact/hooks';
import type { ContactInformation, PhoneVerification, Session } from '../api-types.ts';
import { isOver } from '../components/call-state.tsx';
import { Notice } from '../components/notice.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { ContactEmailDialog } from '../session/contact-email-dialog.tsx';
import type { Loaded } from '../session/loaded.ts';
import { PhoneDialog } from '../session/phone-dialog.tsx';
import { tell } from '../session/told.tsx';
import { ChangeEmailDialog } from './change-email-dialog.tsx';
import { ContactRow } from './contact-row.tsx';

interface Props {
  person: Session['person'];
  contact: Loaded<ContactInformation>;
  refresh: () => Promise<void>;
}

type Open = 'email' | 'contact-email' | 'verify-phone' | 'change-phone';

/** Where somebody is reached, and what of it is proven: with it a lost device is replaced (row S1-18). */
export function ContactSection({ person, contact, refresh }: Props) {
  const [open, setOpen] = useState<Open>();
  const [newEmail, setNewEmail] = useState('');
  const [call, setCall] = useState<PhoneVerification>();
  const close = () => {
    setOpen(undefined);
    if (call && isOver(call.State)) setCall(undefined);
  };
  const owner = person.kind === 'owner';
  const mayRecover = contact.data?.SelfServiceRecovery;

  async function linkSent(email: string) {
    await contact.reload();
    tell(email ? fill(say.linkSentTo, { email }) : say.contactEmailRemoved);
  }

  return (
    <Section
      anchor="contact"
      title={say.contactInformation}
      intro={`${say.contactIntro} ${mayRecover ? say.contactRecovers : ''}`}
    >
      <Content of={contact}>
        {known => (
          <>
            <Warnings known={known} />
            <ul class="rows">
              {owner && (
                <ContactRow
                  name={say.ownEmail}
                  value={known.Email}
                  none={say.none}
                  state={known.Email ? [true, say.confirmed] : undefined}
                  note={
                    newEmail && newEmail !== known.Email ? fill(say.newEmailWaits, { email: newEmail }) : ''
                  }
                  tasks={[[say.change, () => setOpen('email')]]}
                />
              )}
              <ContactRow
                name={owner ? say.secondEmail : say.contactEmail}
                value={known.ContactEmail}
                none={owner ? say.noSecondEmail : say.noContactEmail}
                state={
                  known.ContactEmail
                    ? [
                        known.ContactEmailConfirmed,
                        known.ContactEmailConfirmed ? say.confirmed : say.notConfirmed,
                      ]
                    : undefined
                }
                tasks={[[say.change, () => setOpen('contact-email')]]}
                again={
                  known.ContactEmail && !known.ContactEmailConfirmed && known.SendsMail
                    ? async () => {
                        await act('SetContactEmail', { Email: known.ContactEmail });
                        await linkSent(known.ContactEmail ?? '');
                      }
                    : undefined
                }
              />
              <ContactRow
                name={say.phoneNumber}
                value={known.PhoneNumber}
                none={say.noPhone}
                state={
                  known.PhoneNumber
                    ? [known.PhoneVerified, known.PhoneVerified ? say.verified : say.notVerified]
                    : undefined
                }
                tasks={
                  known.PhoneMode === null
                    ? []
                    : [
                        ...(known.PhoneNumber && !known.PhoneVerified
                          ? ([[say.verify, () => setOpen('verify-phone')]] as const)
                          : []),
                        [known.PhoneNumber ? say.change : say.addPhone, () => setOpen('change-phone')],
                      ]
                }
              />
            </ul>
            {open === 'email' && (
              <ChangeEmailDialog
                onSent={email => {
                  setNewEmail(email);
                  tell(fill(say.linkSentTo, { email }));
                }}
                onClose={close}
              />
            )}
            {open === 'contact-email' && (
              <ContactEmailDialog
                {...(owner && { label: say.secondEmail })}
                present={known.ContactEmail}
                hint={owner ? say.secondEmailHint : say.ownContactEmailHint}
                autocomplete="email"
                onChanged={linkSent}
                onClose={close}
              />
            )}
            {(open === 'verify-phone' || open === 'change-phone') && (
              <PhoneDialog
                title={open === 'verify-phone' ? say.verifyPhoneTitle : say.changePhoneTitle}
                stored={open === 'verify-phone' ? known.PhoneNumber : undefined}
                present={known.PhoneNumber}
                mode={known.PhoneMode ?? 'keypad'}
                call={call}
                onCall={setCall}
                warning={known.PhoneVerified ? say.changePhoneWarning : ''}
                begin={PhoneNumber => act('BeginPhoneVerification', { ...(PhoneNumber && { PhoneNumber }) })}
                onVerified={async phone => {
                  await contact.reload();
                  await refresh();
                  tell(fill(say.phoneVerified, { phone }));
                }}
                onClose={close}
              />
            )}
          </>
        )}
      </Content>
    </Section>
  );
}

function Warnings({ known }: { known: ContactInformation }) {
  const { RecoveryBlockedUntil: until, SelfServiceRecovery, SendsMail, PhoneMode } = known;
  return (
    <>
      {!SendsMail && <Notice tone="warning">{say.noMailSent}</Notice>}
      {PhoneMode === null && <Notice tone="warning">{say.noCarrier}</Notice>}
      {until && SelfServiceRecovery && (
        <Notice tone="warning">
          {fill(say.blockedUntil, { until: new Date(until).toLocaleString(document.documentElement.lang) })}
        </Notice>
      )}
      {!SelfServiceRecovery && <Notice tone="info">{say.mayNotRecover}</Notice>}
    </>
  );
}
