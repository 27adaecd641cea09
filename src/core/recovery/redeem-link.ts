import { refusal, success } from '../audit/event.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { byFlow } from './mail-link.ts';
import { matchNumberOf } from './match-number.ts';

/** `phone`: go on here. `match-number`: another browser, name the number. `elsewhere`: go on where it began. */
export type AfterLink = 'phone' | 'match-number' | 'elsewhere';

/**
 * The mailed link was opened. In the browser where the recovery began, that is enough. In any other, the number is asked that
 * the starting page shows: whoever only clicks on what a thief asked for lets nobody in (security.md D10).
 */
export async function redeemRecoveryLink(
  context: Context,
  flowToken: string | undefined,
  token: string,
  matchNumber: string | undefined,
): Promise<AfterLink | Refusal> {
  const { store, digest, now } = context;
  const linkHash = await digest.sha256(token);
  const found = await store.findByLink(linkHash, now);
  if (found === undefined) return refuse('RecoveryLinkInvalid');
  const { recovery, person } = found;
  const subject = {
    accountId: person.accountId,
    actorId: person.id,
    resource: recovery.id,
    authority: byFlow(recovery.flowHash),
  };
  const here = flowToken !== undefined && (await digest.sha256(flowToken)) === recovery.flowHash;
  if (!here) {
    if (matchNumber === undefined) return 'match-number';
    if (!(await store.takeMatchAttempt(linkHash, now))) return refuse('RecoveryLinkInvalid');
    if (matchNumber !== (await matchNumberOf(context, recovery))) {
      await store.record(refusal(context, 'Recovery.Link', subject, 'wrong match number'));
      return refuse('MatchNumberWrong');
    }
  }
  const redeemed = await store.redeemLink(linkHash, success(context, 'Recovery.Link', subject));
  if (!redeemed) return refuse('RecoveryLinkInvalid');
  return here ? 'phone' : 'elsewhere';
}
