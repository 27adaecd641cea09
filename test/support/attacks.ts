import { randomBytes } from 'node:crypto';
import type { CreateTweaks, GetTweaks } from './authenticator.ts';

/** [ids in the requirements, what is wrong, how]. The origin is the gateway's own. */
export type Attack<Tweaks> = [id: string, name: string, tweaks: (origin: string) => Tweaks];

/** An origin that names the gateway almost right (C4). */
const foreignOrigins: [string, (origin: URL) => string][] = [
  ['another scheme', ({ host }) => `https://${host}`],
  ['another port', ({ protocol, hostname }) => `${protocol}//${hostname}:8443`],
  ['no port', ({ protocol, hostname }) => `${protocol}//${hostname}`],
  ['a subdomain', ({ protocol, host }) => `${protocol}//sub.${host}`],
  ['a trailing dot', ({ protocol, hostname, port }) => `${protocol}//${hostname}.:${port}`],
  ['upper case', ({ protocol, host }) => `${protocol}//${host.toUpperCase()}`],
  ['a longer host', ({ protocol, hostname, port }) => `${protocol}//${hostname}.evil.example:${port}`],
  ['a prefixed host', ({ protocol, host }) => `${protocol}//evil-${host}`],
  ['a path', ({ origin }) => `${origin}/`],
  ['user information', ({ protocol, host }) => `${protocol}//evil@${host}`],
  ['the word null', () => 'null'],
  ['nothing', () => ''],
];

const inClientData: Attack<CreateTweaks & GetTweaks>[] = [
  ['R2, A3', 'a challenge of its own', () => ({ challenge: randomBytes(32).toString('base64url') })],
  ['R2, A3', 'an empty challenge', () => ({ challenge: '' })],
  ['C11, R4', 'crossOrigin true', () => ({ crossOrigin: true })],
  ['C11, R4', 'a topOrigin', () => ({ topOrigin: 'https://evil.example' })],
  [
    'C11, R4',
    'crossOrigin true under the own topOrigin',
    origin => ({ crossOrigin: true, topOrigin: origin }),
  ],
  ...foreignOrigins.map(
    ([name, build]): Attack<CreateTweaks & GetTweaks> => [
      'C4, R3',
      `an origin with ${name}`,
      origin => ({ origin: build(new URL(origin)) }),
    ],
  ),
];

const inAuthenticatorData: Attack<CreateTweaks & GetTweaks>[] = [
  ['R5, A3', "another site's RP ID", () => ({ rpId: 'evil.example' })],
  ['R6, A4', 'nobody present', () => ({ userPresent: false })],
  ['R8, A5', 'a backup of what cannot be backed up', () => ({ backupEligible: false, backedUp: true })],
];

export const REGISTRATION_ATTACKS: Attack<CreateTweaks>[] = [
  ['R1', 'the type of an assertion', () => ({ type: 'webauthn.get' })],
  ...inClientData,
  ...inAuthenticatorData,
  ['C11', 'an id that is not the attested one', () => ({ id: randomBytes(32).toString('base64url') })],
  ['C11', 'an id that contradicts rawId', () => ({ idOnly: randomBytes(32).toString('base64url') })],
  ['R10', 'a forged packed attestation', () => ({ attestation: 'packed-forged', aaguid: randomBytes(16) })],
  ['R11', 'a credential id of 1,024 bytes', () => longId()],
];

export const ASSERTION_ATTACKS: Attack<GetTweaks>[] = [
  ['A3', 'the type of a registration', () => ({ type: 'webauthn.create' })],
  ...inClientData,
  ...inAuthenticatorData,
  ['A5', 'a key that suddenly can be copied', () => ({ backupEligible: true })],
  ['C11, A1', 'the id of no credential', () => ({ id: randomBytes(32).toString('base64url') })],
  ['C11, A1', 'an id that contradicts rawId', () => ({ idOnly: randomBytes(32).toString('base64url') })],
  ['A14', 'a random signature in proper form', () => ({ signature: 'random-der' })],
  ['A14', 'bytes that are no signature', () => ({ signature: 'garbage' })],
  ['A14', 'an empty signature', () => ({ signature: 'empty' })],
  ['A6', "another key's signature", () => ({ signature: 'other-key' })],
  ['C10', 'a stranger as user handle', () => ({ userHandle: randomBytes(32).toString('base64url') })],
];

function longId(): CreateTweaks {
  const attestedId = randomBytes(1_024);
  return { attestedId, id: attestedId.toString('base64url') };
}
