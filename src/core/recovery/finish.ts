import { success } from '../audit/event.ts';
import { composeNoticeWithLink } from '../notices/notice.ts';
import type { PhoneChallenge } from '../phone/challenge.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { newSession } from '../session/open.ts';
import type { Amr } from '../session/session.ts';
import { notMeLink, notMeToken } from './letters.ts';
import { byFlow } from './mail-link.ts';
import { findOpenRecovery, type OpenRecovery, openForStep } from './open.ts';
import { CANCELLABLE_FOR, READY_FOR, type Recovery } from './recovery.ts';

export type Finished =
  | { readonly next: 'signed-in'; readonly sessionToken: string }
  | { readonly next: 'wait'; readonly readyAt: number; readonly expiresAt: number };

/** "Sign in to the console": mail and phone are verified, and the cooling-off, where the account has one, is over. */
export async function finishRecovery(context: Context, flowToken: string): Promise<Finished | Refusal> {
  // Whoever looks too early loses nothing by it.
  const looked = await findOpenRecovery(context, flowToken);
  if (looked instanceof Refusal) return looked;
  if (looked.recovery?.state === 'waiting' && !isOver(looked.recovery, context)) {
    return refuse('RecoveryIncomplete');
  }
  const open = await openForStep(context, flowToken);
  if (open instanceof Refusal) return open;
  const { recovery, account } = open;
  if (recovery?.state === 'verified' && account.recoveryDelayHours > 0) {
    return wait(context, open, recovery);
  }
  const ready =
    recovery?.state === 'verified' || (recovery?.state === 'waiting' && isOver(recovery, context));
  if (recovery === undefined || !ready) return refuse('RecoveryIncomplete');
  return enter(context, open, recovery);
}

function isOver({ readyAt }: Recovery, { now }: Context): boolean {
  return readyAt !== undefined && readyAt <= now;
}

async function wait(
  context: Context,
  { person, account }: OpenRecovery,
  recovery: Recovery,
): Promise<Finished | Refusal> {
  const readyAt = context.now + account.recoveryDelayHours * 3_600_000;
  const expiresAt = readyAt + READY_FOR;
  const when = new Date(readyAt).toISOString().replace('T', ' ').slice(0, 16);
  const sentence = `Somebody with your password, e-mail and phone will be able to sign in without your MFA device from ${when} UTC on.`;
  const link = notMeLink(context, await notMeToken(context, recovery));
  const event = {
    ...success(context, 'Recovery.Wait', subjectOf(recovery, person.accountId)),
    notice: await composeNoticeWithLink(context, person, person, sentence, link),
  };
  const delayed = await context.store.delayRecovery(recovery, readyAt, expiresAt, event);
  return delayed ? { next: 'wait', readyAt, expiresAt } : refuse('RecoveryIncomplete');
}

async function enter(
  context: Context,
  { person, account }: OpenRecovery,
  recovery: Recovery,
): Promise<Finished | Refusal> {
  const { store, now } = context;
  const found =
    recovery.challengeId === undefined ? undefined : await store.findChallenge(recovery.challengeId);
  if (found === undefined) return refuse('RecoveryIncomplete');
  const { token, session } = await newSession(
    context,
    person.id,
    'recovered',
    amrOf(found.challenge),
    undefined,
  );
  const sentence =
    'Somebody signed in with your password, e-mail and phone, without your MFA device. All other sessions and API keys of yours ended.';
  const link = notMeLink(context, await notMeToken(context, recovery));
  const event = {
    ...success(context, 'Recovery.Finish', subjectOf(recovery, account.id)),
    notice: await composeNoticeWithLink(context, person, person, sentence, link),
  };
  const entered = await store.finishRecovery(
    recovery,
    session,
    account.recoveryDelayHours,
    now + CANCELLABLE_FOR,
    event,
  );
  return entered ? { next: 'signed-in', sessionToken: token } : refuse('RecoveryIncomplete');
}

/** Mail is no factor (ASVS 6.3.6), and two that were proved one after the other are not yet `mfa` (DESIGN section 4). */
function amrOf({ mode }: PhoneChallenge): Amr[] {
  return ['pwd', mode === 'sms' ? 'sms' : 'tel'];
}

function subjectOf({ id, personId, flowHash }: Recovery, accountId: string) {
  return { accountId, actorId: personId, resource: id, authority: byFlow(flowHash) };
}
