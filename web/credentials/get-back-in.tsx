import type { ContactInformation, Session } from '../api-types.ts';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';

interface Props {
  session: Session;
  known: ContactInformation | undefined;
}

/** Said while there is still time: whoever has a device, and would be locked out without it. */
export function GetBackIn({ session: { level, person }, known }: Props) {
  // At level mfa there is a device.
  if (level !== 'mfa' || !known?.SelfServiceRecovery) return null;
  const mail = known.SendsMail && person.kind === 'user' && !known.ContactEmailConfirmed;
  const phone = known.PhoneMode !== null && !known.PhoneVerified;
  if (!mail && !phone) return null;
  return (
    <Notice tone="warning" title={say.getBackInTitle}>
      <p>
        {phone && say.getBackInPhone} {mail && say.getBackInMail} {say.getBackIn}{' '}
        <a href="#contact">{say.getBackInLink}</a>
      </p>
    </Notice>
  );
}
