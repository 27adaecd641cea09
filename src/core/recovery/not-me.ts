import { success } from '../audit/event.ts';
import { composeNotice } from '../notices/notice.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { COOL_OFF } from './cool-off.ts';

/**
 * "This was not me", from a mail: every recovery of the person ends wherever it stands, and for a day nobody begins another. If
 * one had come to a session, what was done there may have left a device and a password of the thief's behind: then the
 * person is shut out altogether, until an administrator, or for the owner the operator, has looked at it.
 *
 * Holding the link is all it takes. Whoever reads the mails can shut the way around the device with it, and for some days
 * after it was used, the person.
 */
export async function stopRecovery(context: Context, token: string): Promise<Record<never, never> | Refusal> {
  const { store, digest, now } = context;
  const found = await store.findByCancelLink(await digest.sha256(token), now);
  if (found === undefined) return refuse('RecoveryLinkInvalid');
  const { recovery, person } = found;
  if (recovery.state === 'cancelled') return {};
  const entered = await store.cameToSession(recovery, now);
  const subject = { accountId: person.accountId, actorId: person.id, resource: recovery.id };
  await store.cancelRecovery(recovery, now + COOL_OFF, {
    ...success(context, 'Recovery.Cancel', subject),
    notice: composeNotice(context, person, person, entered ? shutOut(person) : STOPPED),
  });
  return {};
}

const STOPPED =
  'You said that the attempt to sign in without your MFA device was not you. It was stopped. Somebody knows your password: change it.';

function shutOut({ kind }: Person): string {
  const who = kind === 'owner' ? 'whoever runs this gateway' : 'your administrator';
  return `You said that the sign-in without your MFA device was not you. All sessions of yours ended, and nobody signs in as you until ${who} has looked at your MFA devices and opened your access again.`;
}
