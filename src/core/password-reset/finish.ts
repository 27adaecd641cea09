import { success } from '../audit/event.ts';
import { composeNotice } from '../notices/notice.ts';
import { checkNewPassword, normalized } from '../password/rules.ts';
import type { Context } from '../ports.ts';
import { RESET_COOL_OFF } from '../recovery/cool-off.ts';
import { Refusal, refuse } from '../refusal.ts';
import { checkPassword, counterOfPerson } from '../sign-in/check-password.ts';
import { networkOf } from '../throttle/network.ts';

/**
 * Sets a new password by a mailed link. It signs nobody in and touches no device: whoever has the mailbox alone has no
 * more than a password (ASVS 6.4.3), and for a day cannot go on to Troubleshoot MFA with the same mailbox (D1).
 */
export async function finishPasswordReset(
  context: Context,
  token: string,
  newPassword: string,
): Promise<Record<never, never> | Refusal> {
  const { store, digest, passwords, caller, now } = context;
  // One answer for a link that is used, old, replaced or was never one; before any password is hashed.
  const found = await store.findMailLink(await digest.sha256(token), ['password'], now);
  if (found === undefined) return refuse('LinkInvalid');
  const { link, person } = found;
  const unacceptable = checkNewPassword(newPassword, [person.userName, person.email, person.contactEmail]);
  if (unacceptable !== undefined) return unacceptable;
  // Counted as a guess: the answer tells whether the password is the present one.
  const same = await checkPassword(context, counterOfPerson(person), person.password, newPassword);
  if (same instanceof Refusal) return same;
  if (same) return refuse('PasswordUnacceptable', { message: 'Choose a password that is not the old one.' });
  const phc = await passwords.hash(normalized(newPassword), networkOf(caller.address));
  const subject = { accountId: person.accountId, actorId: person.id };
  const sentence = 'Your password was replaced with a link that was mailed to you.';
  const audit = {
    ...success(context, 'PasswordReset.Finish', subject),
    notice: composeNotice(context, person, person, sentence),
  };
  const done = await store.resetPassword(link, phc, now + RESET_COOL_OFF, audit);
  return done ? {} : refuse('LinkInvalid');
}
