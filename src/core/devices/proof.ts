import { refusal } from '../audit/event.ts';
import { verifyAssertion } from '../fido/assertion.ts';
import type { AuthenticationResponse } from '../fido/responses.ts';
import type { Ceremony } from '../fido/store.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { Amr } from '../session/session.ts';
import type { TotpKey } from '../totp/key.ts';
import { matchStep } from '../totp/match.ts';
import { type Device, type FidoDevice, secretContext, type TotpDevice } from './device.ts';
import { reportLock } from './lock.ts';

/** A code or an assertion that was found good and is still to be spent by one guarded update. */
export type Proof =
  | {
      readonly by: 'code';
      readonly device: TotpDevice;
      readonly step: number;
      readonly drift: number;
      readonly at: number;
    }
  | {
      readonly by: 'assertion';
      readonly device: FidoDevice;
      readonly signCount: number;
      readonly backedUp: boolean;
      readonly at: number;
    };

/** The second factor alone as `amr`. */
export function proofAmr(proof: Proof): Amr[] {
  if (proof.by === 'code') return ['otp'];
  return [proof.device.backupEligible ? 'swk' : 'hwk'];
}

/** Tries a code against the one device of a person that was picked; every way to try one shares this and its budget. */
export async function proveByCode(
  context: Context,
  event: string,
  person: Person,
  devices: readonly Device[],
  serialNumber: string,
  code: string,
  by: Person = person,
): Promise<Proof | Refusal> {
  const { now, store } = context;
  const subject = { accountId: person.accountId, actorId: by.id, resource: serialNumber };
  const picked = devices.find(device => device.serialNumber === serialNumber);
  if (picked === undefined || picked.kind === 'fido') {
    await store.record(
      refusal(context, event, subject, picked === undefined ? 'unknown device' : 'not a TOTP device'),
    );
    return refuse('SecondFactorRefused');
  }
  const device = await reserve(context, event, by, picked);
  if (device instanceof Refusal) return device;
  const key = await openKey(context, device).catch(async error => {
    // The person did nothing wrong, and must not be locked out by a key that the operator lost.
    await store.returnDeviceAttempt(device.id);
    await store.record(refusal(context, event, subject, 'the seed does not open'));
    throw error;
  });
  const match = matchStep(code, key, device, now);
  if (match.found === 'fresh') return { by: 'code', device, step: match.step, drift: match.drift, at: now };
  await store.record(
    refusal(context, event, subject, match.found === 'replayed' ? 'replayed code' : 'wrong code'),
  );
  await reportLock(context, person, by, device);
  return refuse('SecondFactorRefused');
}

/** Tries an assertion against the challenge of this flow or session. `allowed` are the devices that may answer. */
export async function proveByAssertion(
  context: Context,
  event: string,
  binding: string,
  ceremony: Ceremony,
  person: Person,
  devices: readonly Device[],
  response: AuthenticationResponse,
): Promise<Proof | Refusal> {
  const { now, store } = context;
  const challenge = await store.takeChallenge(binding, ceremony, now);
  const picked = devices.find(device => device.kind === 'fido' && device.credentialId === response.id);
  const subject = { accountId: person.accountId, actorId: person.id, resource: picked?.serialNumber };
  const refused = async (reason: string) => {
    await store.record(refusal(context, event, subject, reason));
    return refuse(ceremony === 'passkey' ? 'PasskeyRefused' : 'SecondFactorRefused');
  };
  if (challenge === undefined) return refused('no open challenge');
  if (picked?.kind !== 'fido') return refused('unknown credential');
  if (challenge.deviceId !== undefined && challenge.deviceId !== picked.id)
    return refused('another device was asked');
  // A passkey names its person; a key that was asked for may, and must name this one (security.md C10).
  const { userHandle } = response.response;
  if ((ceremony === 'passkey' || userHandle != null) && userHandle !== person.userHandle)
    return refused('foreign user handle');
  const device = await reserve(context, event, person, picked);
  if (device instanceof Refusal) return device;
  const asserted = await verifyAssertion(
    context,
    device,
    response,
    challenge.challenge,
    ceremony === 'passkey',
  );
  if (asserted === undefined) return refused('assertion does not verify');
  return { by: 'assertion', device, ...asserted, at: now };
}

/** The device as it is after the attempt was counted: its clock or counter is what the proof is checked against. */
async function reserve<D extends Device>(
  context: Context,
  event: string,
  person: Person,
  picked: D,
): Promise<D | Refusal> {
  const device = await context.store.reserveAttempt(picked.id, context.now);
  if (device !== undefined) return device as D;
  const subject = { accountId: person.accountId, actorId: person.id, resource: picked.serialNumber };
  await context.store.record(refusal(context, event, subject, 'device locked'));
  return refuse('DeviceLocked');
}

/** Opens the seed for the moment in which codes are computed. */
export async function openKey({ seal }: Context, device: TotpDevice): Promise<TotpKey> {
  const secret = await seal.open(device.sealedSecret, secretContext(device.id));
  return { secret, algorithm: device.algorithm, digits: device.digits, period: device.period };
}
