import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { WhyNot as Reason, RecoveryState } from '../recovery-types.ts';

const sentences: Record<Reason, string> = {
  administrator: say.lostAskAdministrator,
  'cool-off': say.recoveryCoolOff,
  'no-phone': say.recoveryNoPhone,
  'no-mail': say.recoveryNoMail,
  'no-carrier': say.recoveryNoCarrier,
  failures: say.recoveryFailures,
};

/** Why somebody cannot come back in with e-mail and phone, and who helps. */
export function WhyNot({ of: { why, until, supportContact } }: { of: RecoveryState }) {
  const end = until ? new Date(until).toLocaleString(document.documentElement.lang) : '';
  return (
    <>
      <p>{fill(sentences[why ?? 'administrator'], { until: end })}</p>
      {supportContact && <p>{fill(say.supportContact, { contact: supportContact })}</p>}
    </>
  );
}
