import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { FidoDevice } from '../devices/device.ts';
import type { Context } from '../ports.ts';
import { ranInOwnPage } from './client-data.ts';
import type { AuthenticationResponse } from './responses.ts';
import type { Ceremony } from './store.ts';
import { CHALLENGE_LIFETIME, knownTransports } from './transport.ts';
import { verifier } from './verifier.ts';

export interface Asserted {
  readonly signCount: number;
  readonly backedUp: boolean;
}

/**
 * Starts an assertion. With a device only that device may answer, and asking for the person's PIN or finger is
 * left to it; without one any passkey may, and must have verified its person, for it stands for both factors.
 */
export async function beginAssertion(
  { now, store, random, relyingParty }: Context,
  binding: string,
  ceremony: Ceremony,
  device: FidoDevice | undefined,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await verifier();
  const options = await generateAuthenticationOptions({
    rpID: relyingParty.id,
    challenge: new Uint8Array(random.bytes(32)),
    userVerification: device === undefined ? 'required' : 'preferred',
    ...(device && {
      allowCredentials: [{ id: device.credentialId, transports: knownTransports(device.transports) }],
    }),
  });
  await store.putChallenge({
    binding,
    ceremony,
    challenge: options.challenge,
    deviceId: device?.id,
    expiresAt: now + CHALLENGE_LIFETIME,
  });
  return options;
}

/**
 * Verifies an assertion of one device (WebAuthn section 7.2). Undefined for every flaw. The counter is looked
 * at here and decided by the guarded update that spends the proof.
 */
export async function verifyAssertion(
  { relyingParty }: Context,
  device: FidoDevice,
  response: AuthenticationResponse,
  challenge: string,
  requireUserVerification: boolean,
): Promise<Asserted | undefined> {
  const { clientDataJSON, authenticatorData, signature } = response.response;
  if (response.id !== device.credentialId || !(await ranInOwnPage(clientDataJSON))) return undefined;
  const { verifyAuthenticationResponse, isoBase64URL } = await verifier();
  const verification = await verifyAuthenticationResponse({
    response: {
      id: response.id,
      rawId: response.rawId,
      type: response.type,
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification,
    credential: {
      id: device.credentialId,
      publicKey: isoBase64URL.toBuffer(device.publicKey),
      counter: device.signCount,
    },
  }).catch(() => undefined);
  if (!verification?.verified) return undefined;
  const { newCounter, credentialDeviceType, credentialBackedUp } = verification.authenticationInfo;
  // BE is fixed at registration; a change means another authenticator (WebAuthn section 7.2 step 18).
  if ((credentialDeviceType === 'multiDevice') !== device.backupEligible) return undefined;
  return { signCount: newCounter, backedUp: credentialBackedUp };
}
