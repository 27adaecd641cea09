import { success } from '../audit/event.ts';
import { composeNotice } from '../notices/notice.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { COOL_OFF } from './cool-off.ts';

/**
 * "This was not me", from a mail: the recovery ends wherever it stands, and for a day nobody begins another. Holding the link is all
 * it takes; the worst that somebody who reads the mails can do with it is to keep the way around the device shut.
 */
export async function stopRecovery(context: Context, token: string): Promise<Record<never, never> | Refusal> {
  const { store, digest, now } = context;
  const found = await store.findByCancelLink(await digest.sha256(token), now);
  if (found === undefined) return refuse('RecoveryLinkInvalid');
  const { recovery, person } = found;
  if (recovery.state === 'cancelled') return {};
  const sentence =
    recovery.state === 'done'
      ? 'You said that the sign-in without your MFA device was not you. All sessions of yours ended. Change your password, and look through your MFA devices.'
      : 'You said that the attempt to sign in without your MFA device was not you. It was stopped. Somebody knows your password: change it.';
  const subject = { accountId: person.accountId, actorId: person.id, resource: recovery.id };
  await store.cancelRecovery(recovery.id, now + COOL_OFF, {
    ...success(context, 'Recovery.Cancel', subject),
    notice: composeNotice(context, person, person, sentence),
  });
  return {};
}
