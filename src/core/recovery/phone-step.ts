import { success } from '../audit/event.ts';
import { submitChallengeCode } from '../phone/code.ts';
import { startChallenge } from '../phone/start.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { byFlow } from './mail-link.ts';
import { verifiedNumberOf } from './number.ts';
import { openForStep } from './open.ts';

/** "Call me now", or "Text me a code": only after the link was opened (row S1-40). */
export async function callPhone(context: Context, flowToken: string): Promise<undefined | Refusal> {
  const open = await openForStep(context, flowToken);
  if (open instanceof Refusal) return open;
  const { recovery, person, flow } = open;
  if (recovery?.state !== 'phone') return refuse('RecoveryIncomplete');
  const number = await verifiedNumberOf(context, person.id);
  if (number === undefined) return refuse('RecoveryNotOffered');
  const started = await startChallenge(context, person, {
    purpose: 'recovery',
    boundTo: recovery.id,
    number,
    audit: success(context, 'Recovery.Call', {
      accountId: person.accountId,
      actorId: person.id,
      resource: recovery.id,
      authority: byFlow(flow.tokenHash),
    }),
  });
  return started instanceof Refusal ? started : undefined;
}

/** The code that the call spoke or the message brought, typed on the page. */
export async function submitPhoneCode(
  context: Context,
  flowToken: string,
  code: string,
): Promise<undefined | Refusal> {
  const open = await openForStep(context, flowToken);
  if (open instanceof Refusal) return open;
  const { recovery, person } = open;
  if (recovery?.state !== 'phone' || recovery.challengeId === undefined) return refuse('RecoveryIncomplete');
  const verified = await submitChallengeCode(context, person, recovery.challengeId, code);
  return verified instanceof Refusal ? verified : undefined;
}
