import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import type { Device, FidoDevice } from '../devices/device.ts';
import { displayName, type Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { ranInOwnPage } from './client-data.ts';
import type { RegistrationResponse } from './responses.ts';
import { CHALLENGE_LIFETIME, knownTransports } from './transport.ts';
import { verifier } from './verifier.ts';

/** ES256, EdDSA, RS256 (COSE numbers): what browsers and keys in the field speak. */
const OFFERED_ALGORITHMS = [-7, -8, -257];

/** What a registration proves; the rest of a device is ours. */
export type Registered = Pick<
  FidoDevice,
  'credentialId' | 'publicKey' | 'signCount' | 'backupEligible' | 'backedUp' | 'transports' | 'aaguid'
>;

/** Starts a registration bound to a session; an earlier one of the same session ends. */
export async function beginRegistration(
  { now, store, random, relyingParty }: Context,
  sessionId: string,
  person: Person,
  devices: readonly Device[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions, isoBase64URL } = await verifier();
  const challenge = random.bytes(32);
  const options = await generateRegistrationOptions({
    rpID: relyingParty.id,
    rpName: relyingParty.name,
    userName: displayName(person),
    userDisplayName: displayName(person),
    userID: isoBase64URL.toBuffer(person.userHandle),
    challenge: new Uint8Array(challenge),
    attestationType: 'none',
    supportedAlgorithmIDs: OFFERED_ALGORITHMS,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    excludeCredentials: devices
      .filter(device => device.kind === 'fido')
      .map(device => ({ id: device.credentialId, transports: knownTransports(device.transports) })),
  });
  await store.putChallenge({
    binding: sessionId,
    ceremony: 'register',
    challenge: options.challenge,
    deviceId: undefined,
    expiresAt: now + CHALLENGE_LIFETIME,
  });
  return options;
}

/**
 * Verifies what the browser brought back (WebAuthn section 7.1). Undefined for every flaw: the library's
 * messages echo what the attacker sent and stay here.
 */
export async function finishRegistration(
  { now, store, relyingParty }: Context,
  sessionId: string,
  devices: readonly Device[],
  response: RegistrationResponse,
): Promise<Registered | undefined> {
  const challenge = await store.takeChallenge(sessionId, 'register', now);
  const { clientDataJSON, attestationObject, transports } = response.response;
  if (challenge === undefined || !(await ranInOwnPage(clientDataJSON))) return undefined;
  const { verifyRegistrationResponse, isoBase64URL } = await verifier();
  const verification = await verifyRegistrationResponse({
    response: {
      id: response.id,
      rawId: response.rawId,
      type: response.type,
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge.challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: OFFERED_ALGORITHMS,
  }).catch(() => undefined);
  if (!verification?.verified) return undefined;
  const { credential, credentialDeviceType, credentialBackedUp, aaguid } = verification.registrationInfo;
  // The id that the browser names must be the one that the authenticator attested (security.md C11).
  if (credential.id !== response.id) return undefined;
  // excludeCredentials is only a request to the browser; the server holds to it (C5).
  if (devices.some(device => device.kind === 'fido' && device.credentialId === credential.id))
    return undefined;
  return {
    credentialId: credential.id,
    publicKey: isoBase64URL.fromBuffer(credential.publicKey),
    signCount: credential.counter,
    backupEligible: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
    transports: knownTransports(transports ?? []),
    aaguid,
  };
}
