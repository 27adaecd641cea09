import { refusal, success } from '../audit/event.ts';
import type { Device } from '../devices/device.ts';
import { type Proof, proofAmr, proveByAssertion, proveByCode } from '../devices/proof.ts';
import { beginAssertion } from '../fido/assertion.ts';
import type { AuthenticationResponse } from '../fido/responses.ts';
import type { SessionPrincipal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { checkPassword, counterOfPerson } from '../sign-in/check-password.ts';
import type { Amr, Level } from './session.ts';

/** A session with a fresh proof goes on under a new token; the old one is dead (ASVS 7.2.4). */
export interface SteppedUp {
  readonly sessionToken: string;
  readonly level: Level;
  readonly provedAt: number;
}

/** The password is a proof only for a person who has nothing better. */
export async function stepUpByPassword(
  context: Context,
  principal: SessionPrincipal,
  typed: string,
): Promise<SteppedUp | Refusal> {
  const { person, session, devices } = principal;
  // Whoever came in without the device came with more than the password; that is not renewed by less.
  if (devices > 0 || session.level === 'recovered') return refuse('SecondFactorRefused');
  const right = await checkPassword(context, counterOfPerson(person), person.password, typed);
  if (right instanceof Refusal) return right;
  if (!right) {
    const subject = { accountId: person.accountId, actorId: person.id, resource: session.id };
    await context.store.record(refusal(context, 'StepUp.Password', subject, 'wrong password'));
    return refuse('SignInRefused');
  }
  return renew(context, principal, undefined, session.level, session.amr);
}

export async function stepUpByCode(
  context: Context,
  principal: SessionPrincipal,
  serialNumber: string,
  code: string,
): Promise<SteppedUp | Refusal> {
  const devices = await context.store.devicesOf(principal.person.id);
  const proof = await proveByCode(context, 'StepUp.Code', principal.person, devices, serialNumber, code);
  return proof instanceof Refusal
    ? proof
    : renew(context, principal, proof, 'mfa', withProof(principal, proof));
}

export async function beginStepUpByKey(
  context: Context,
  { person, session }: SessionPrincipal,
  serialNumber: string,
) {
  const devices: Device[] = await context.store.devicesOf(person.id);
  const device = devices.find(candidate => candidate.serialNumber === serialNumber);
  if (device?.kind !== 'fido') return refuse('SecondFactorRefused');
  return beginAssertion(context, session.id, 'step-up', device);
}

export async function stepUpByKey(
  context: Context,
  principal: SessionPrincipal,
  credential: AuthenticationResponse,
): Promise<SteppedUp | Refusal> {
  const { person, session } = principal;
  const devices = await context.store.devicesOf(person.id);
  const proof = await proveByAssertion(
    context,
    'StepUp.Key',
    session.id,
    'step-up',
    person,
    devices,
    credential,
  );
  return proof instanceof Refusal
    ? proof
    : renew(context, principal, proof, 'mfa', withProof(principal, proof));
}

function withProof({ session }: SessionPrincipal, proof: Proof): Amr[] {
  const before = session.amr.filter(method => method !== 'mfa');
  return [...new Set<Amr>([...before, ...proofAmr(proof)]), 'mfa'];
}

async function renew(
  context: Context,
  { person, session }: SessionPrincipal,
  proof: Proof | undefined,
  level: Level,
  amr: readonly Amr[],
): Promise<SteppedUp | Refusal> {
  const { random, digest, store, now } = context;
  const sessionToken = random.token();
  const step = {
    sessionId: session.id,
    newTokenHash: await digest.sha256(sessionToken),
    level,
    amr,
    provedAt: now,
  };
  const event = proof === undefined ? 'StepUp.Password' : proof.by === 'code' ? 'StepUp.Code' : 'StepUp.Key';
  const subject = { accountId: person.accountId, actorId: person.id, resource: proof?.device.serialNumber };
  const renewed = await store.stepUp(step, proof, success(context, event, subject));
  return renewed ? { sessionToken, level, provedAt: now } : refuse('SecondFactorRefused');
}
