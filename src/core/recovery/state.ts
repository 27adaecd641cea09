import { MAIL_LIMITS } from '../mail/limits.ts';
import { maskedNumber } from '../phone/mask.ts';
import { nextCall } from '../phone/next-call.ts';
import { shownDigits } from '../phone/sealed.ts';
import { stateAt } from '../phone/state.ts';
import { recoveryAddressOf } from '../policy/may-recover.ts';
import type { Context } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { matchNumberOf } from './match-number.ts';
import { verifiedNumberOf } from './number.ts';
import { findOpenRecovery, type OpenRecovery } from './open.ts';
import type { Recovery } from './recovery.ts';
import { maskedAddress, type RecoveryView } from './view.ts';

/** What the page shows; looking changes nothing. */
export async function showRecovery(
  context: Context,
  flowToken: string | undefined,
): Promise<RecoveryView | Refusal> {
  const open = await findOpenRecovery(context, flowToken);
  return open instanceof Refusal ? open : view(context, open);
}

async function view(context: Context, open: OpenRecovery): Promise<RecoveryView> {
  const { person, account, recovery, obstacle } = open;
  const offered = obstacle === undefined;
  const address = recoveryAddressOf(person);
  const number = offered ? await verifiedNumberOf(context, person.id) : undefined;
  const under = offered && recovery !== undefined && isUnderWay(recovery) ? recovery : undefined;
  // A number that was proved a moment ago has rung a moment ago.
  const next = under?.state === 'phone' ? await nextCall(context, person.id) : undefined;
  const callAt = next === undefined ? null : iso(next);
  return {
    offered,
    why: obstacle ?? null,
    until: obstacle === 'cool-off' ? iso(person.recoveryBlockedUntil) : null,
    supportContact: account.supportContact ?? null,
    mailTo: offered && address !== undefined ? maskedAddress(address) : null,
    phone: number === undefined ? null : maskedNumber(number),
    mode: offered ? (context.phone?.mode ?? null) : null,
    state: under?.state ?? null,
    mail: under?.state === 'mail' ? await mailView(context, under) : null,
    call: under?.challengeId === undefined ? null : await callView(context, under.challengeId, callAt),
    callAt,
    readyAt: under?.readyAt === undefined ? null : iso(under.readyAt),
  };
}

type UnderWay = Recovery & { readonly state: 'mail' | 'phone' | 'verified' | 'waiting' };

function isUnderWay(recovery: Recovery): recovery is UnderWay {
  return recovery.state !== 'done' && recovery.state !== 'cancelled';
}

async function mailView(context: Context, recovery: Recovery): Promise<RecoveryView['mail']> {
  const { store, now } = context;
  const next = await store.nextMailAt(recovery.personId, MAIL_LIMITS, now);
  return {
    sentAt: iso(recovery.mailedAt),
    delivery: await deliveryOf(context, recovery),
    linkExpiresAt: iso(recovery.linkExpiresAt),
    matchNumber: await matchNumberOf(context, recovery),
    resendAt: next === undefined ? null : iso(next),
  };
}

/** In development without a mail server the outbox is the mailbox. */
async function deliveryOf({ store }: Context, { mailId, mailOutcome }: Recovery) {
  if (mailOutcome === 'sent' || mailOutcome === 'unsent') return 'sent';
  if (mailOutcome !== undefined) return 'refused';
  return (await store.mailAttempts(mailId)) > 1 ? 'delayed' : 'queued';
}

async function callView(
  context: Context,
  challengeId: string,
  callAgainAt: string | null,
): Promise<RecoveryView['call']> {
  const { store, now } = context;
  const found = await store.findChallenge(challengeId);
  if (found === undefined) return null;
  const { challenge } = found;
  return {
    state: stateAt(challenge, now),
    digits: (await shownDigits(context, challenge)) ?? null,
    startedAt: iso(challenge.createdAt),
    expiresAt: iso(challenge.expiresAt),
    callAgainAt,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
