import { type AuditEvent, refusal } from '../audit/event.ts';
import { newUniqueId } from '../identifiers.ts';
import { composeNotice } from '../notices/notice.ts';
import type { Person } from '../people/person.ts';
import { CarrierRefused, type Context, type Phone } from '../ports.ts';
import { RECOVERY_FAILURES } from '../recovery/cool-off.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { networkOf } from '../throttle/network.ts';
import { CHALLENGE_LIFETIME, type ChallengePurpose, type PhoneChallenge } from './challenge.ts';
import { codeContext, newDigits, numberContext } from './digits.ts';
import { phoneLimits, type SendLimit } from './limits.ts';
import { checkNumber } from './number.ts';
import { bytesOf } from './sealed.ts';
import { message } from './speech.ts';

export interface ChallengeRequest {
  readonly purpose: ChallengePurpose;
  /** Id of the recovery, or of the session that sets the number. */
  readonly boundTo: string;
  /** E.164. Of a recovery it is the person's verified one, never one that a client sent. */
  readonly number: string;
  /** Who starts it, where that is not the person whose number it is: he pays for it. */
  readonly starter?: Person;
  /** The row of its success; it is stored, and anybody rung, only while what it rests on holds. */
  readonly audit: AuditEvent;
}

/**
 * Rings a number, or sends it a message. Reserved first, in one batch that counts every limit; then the carrier is
 * asked, outside of any batch; then its answer is noted. A challenge that stays `placing` reads as unanswered.
 */
export async function startChallenge(
  context: Context,
  person: Person,
  request: ChallengeRequest,
): Promise<PhoneChallenge | Refusal> {
  const { store, phone, relyingParty } = context;
  const { number, audit, starter = person } = request;
  if (phone === undefined) return refuse('CarrierUnavailable');
  const unacceptable = await checkNumber(number, phone.countries);
  if (unacceptable !== undefined) return unacceptable;
  if (starter.recoveryFailures >= RECOVERY_FAILURES) return tooManyFailures();

  const { challenge, code } = await newChallenge(context, person, phone, request);
  const send = {
    id: challenge.id,
    personId: starter.id,
    numberKey: await numberKeyOf(context, number),
    network: networkOf(context.caller.address),
  };
  const limits = phoneLimits(phone.dailyCap, request.purpose);
  const opened = await store.openChallenge(challenge, send, limits, audit);
  if (opened === 'lost') return refuse('ChallengeEnded');
  if (opened !== 'opened') return limited(context, starter, audit, opened.full, opened.retryAt);

  const outgoing = { challengeId: challenge.id, mode: phone.mode, number };
  const text = phone.mode === 'sms' ? message(relyingParty, code) : undefined;
  return place(context, phone, challenge, { ...outgoing, text });
}

async function newChallenge(
  { now, random, seal }: Context,
  person: Person,
  { mode }: Phone,
  { purpose, boundTo, number }: ChallengeRequest,
): Promise<{ challenge: PhoneChallenge; code: string }> {
  const id = newUniqueId('CALL', random);
  const code = newDigits(mode, random);
  const challenge: PhoneChallenge = {
    ...{ id, personId: person.id, purpose, boundTo, mode },
    sealedNumber: await seal.seal(bytesOf(number), numberContext({ id })),
    sealedCode: await seal.seal(bytesOf(code), codeContext({ id })),
    carrierId: undefined,
    state: 'placing',
    changedAt: now,
    createdAt: now,
    expiresAt: now + CHALLENGE_LIFETIME,
  };
  return { challenge, code };
}

async function place(
  { store, now }: Context,
  phone: Phone,
  challenge: PhoneChallenge,
  outgoing: Parameters<Phone['place']>[0],
): Promise<PhoneChallenge | Refusal> {
  const { id } = challenge;
  let carrierId: string;
  try {
    carrierId = await phone.place(outgoing);
  } catch (error) {
    await store.moveChallenge(id, ['placing'], 'failed', now);
    // Only what was refused for sure is no call: a carrier that does not answer may be ringing.
    if (error instanceof CarrierRefused) await store.noteRefused(id);
    return refuse('CarrierUnavailable');
  }
  // What happens on the line may have come back before this answer did; then it stays as it is.
  await store.claimCarrierId(id, carrierId);
  const state = challenge.mode === 'sms' ? 'asked' : 'ringing';
  const moved = await store.moveChallenge(id, ['placing'], state, now);
  if (moved) return { ...challenge, state, carrierId };
  return (await store.findChallenge(id))?.challenge ?? refuse('ChallengeEnded');
}

/** 18 bits: enough to count by. What they give away stands in the schema. */
async function numberKeyOf({ digest }: Context, number: string): Promise<string> {
  return (await digest.sha256(number)).slice(0, 3);
}

/** The log says which limit it was; the person is told when his own day is used up: calls that he did not ask for (3.6). */
async function limited(
  context: Context,
  starter: Person,
  audit: AuditEvent,
  full: SendLimit['of'] | 'changes',
  retryAt: number,
): Promise<Refusal> {
  const wait = retryAt - context.now;
  const event = refusal(context, 'Phone.Limited', audit, full);
  const sentence = 'No more calls or messages today: the limit of a day is reached.';
  const told = full === 'person' && wait > 60_000;
  await context.store.record(
    told ? { ...event, notice: composeNotice(context, starter, starter, sentence) } : event,
  );
  const message =
    full === 'changes'
      ? 'A phone number can be changed twice a day. Try again tomorrow.'
      : full === 'deployment'
        ? 'No more calls or messages can be sent today. Try again tomorrow.'
        : wait > 60_000
          ? 'There were too many calls or messages. Try again later.'
          : 'Wait a minute before the next call or message.';
  return refuse('TooManyAttempts', { message, retryAfter: Math.max(1, Math.ceil(wait / 1_000)) });
}

function tooManyFailures(): Refusal {
  return refuse('TooManyAttempts', {
    message: 'There were too many wrong codes. Sign in again with your MFA device, then try again.',
  });
}
