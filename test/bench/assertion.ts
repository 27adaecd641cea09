import { createHash, createPublicKey, verify } from 'node:crypto';
import type { FidoDevice } from '../../src/core/devices/device.ts';
import { verifyAssertion } from '../../src/core/fido/assertion.ts';
import type { Context } from '../../src/core/ports.ts';
import { Authenticator } from '../support/authenticator.ts';
import { type Line, median } from './report.ts';

const ORIGIN = 'https://auth.example.com';
const ROUNDS = 7;
const EACH = 500;

/** Verifying one ES256 assertion as the gateway does, against the signature check alone. */
export async function assertionCost(): Promise<Line> {
  const authenticator = new Authenticator({ algorithm: 'ES256', counting: false });
  const challenge = Buffer.alloc(32, 7).toString('base64url');
  const response = authenticator.get(
    { challenge, rpId: 'auth.example.com', userVerification: 'required' },
    ORIGIN,
  );
  const device = {
    credentialId: response.id,
    publicKey: authenticator.key.cosePublicKey.toString('base64url'),
    signCount: 0,
    backupEligible: false,
  } as unknown as FidoDevice;
  const context = { relyingParty: { id: 'auth.example.com', name: 'Sallyport', origin: ORIGIN } } as Context;

  const whole = () => verifyAssertion(context, device, response as never, challenge, true);
  if ((await whole()) === undefined) throw new Error('the assertion does not verify');

  const key = createPublicKey({ key: authenticator.key.subjectPublicKeyInfo, format: 'der', type: 'spki' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const { authenticatorData, clientDataJSON, signature } = response.response;
  const raw = () => {
    const hash = createHash('sha256').update(bytes(clientDataJSON)).digest();
    return verify('sha256', Buffer.concat([bytes(authenticatorData), hash]), key, bytes(signature));
  };
  if (!raw()) throw new Error('the signature does not verify');

  const times = { whole: [] as number[], raw: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.whole.push(await timeOf(whole));
    times.raw.push(await timeOf(async () => raw()));
  }
  const ratio = median(times.whole) / median(times.raw);
  return {
    what: 'verification of an assertion (ES256)',
    figure: `${median(times.whole).toFixed(0)} us`,
    beside: `raw signature check: ${median(times.raw).toFixed(0)} us (${ratio.toFixed(1)} times)`,
  };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let i = 0; i < EACH; i++) await work();
  return ((performance.now() - began) * 1000) / EACH;
}
