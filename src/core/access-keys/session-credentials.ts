import { type Proof, proofAmr } from '../devices/proof.ts';
import type { AccessKeyPrincipal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { newSession } from '../session/open.ts';
import type { NewSession } from '../session/session.ts';
import { newKey } from './new-key.ts';

/** A session of a program: it signs with a key of its own, and shows the token beside it. */
export interface SessionCredentials extends NewSession {
  /** `ASIA` and 16 characters of A-Z2-7. */
  readonly accessKeyId: string;
  readonly sealedSecret: string;
  /** The long-term key that asked for it; with that one it ends. */
  readonly parentKeyId: string;
}

/** How long they last where the program says nothing, and the bounds of what it may say; seconds (contract section 3). */
export const DURATION = { default: 43_200, min: 900, max: 129_600 };

/**
 * Open ones a person has at each level, at most: a script in a loop must not fill the table. One more ends the oldest and
 * is never refused: a thief with the key alone could fill the places, and right codes would count as wrong ones.
 */
export const OPEN_CREDENTIALS = 64;

/** How long those that are over are still told so (`ExpiredToken`): clients ask for others then, and only then. */
export const EXPIRED_CREDENTIALS_KEPT = 7 * 86_400_000;

/** Ready to be stored, with what the program alone will hold. A code makes them as good as a sign-in with MFA. */
export async function newCredentials(
  context: Context,
  { person, keyId }: AccessKeyPrincipal,
  proof: Proof | undefined,
  seconds: number,
): Promise<{ credentials: SessionCredentials; secret: string; token: string }> {
  const level = proof === undefined ? 'password' : 'mfa';
  const amr = proof === undefined ? [] : [...proofAmr(proof), 'mfa' as const];
  const { session, token } = await newSession(context, person.id, level, amr, proof?.device.id);
  const { id, secret, sealedSecret } = await newKey(context, 'ASIA');
  const expiresAt = context.now + seconds * 1000;
  const credentials = { ...session, expiresAt, accessKeyId: id, sealedSecret, parentKeyId: keyId };
  return { credentials, secret, token };
}
