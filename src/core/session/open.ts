import { newUniqueId } from '../identifiers.ts';
import type { Context } from '../ports.ts';
import { type Amr, type Level, type NewSession, SESSION_LIFETIME } from './session.ts';

/** A session ready to be stored, and the token that only the cookie will hold. */
export interface OpenedSession {
  readonly token: string;
  readonly session: NewSession;
}

/** A new token for every session: one that a browser brought along is never adopted (security.md F12). */
export async function newSession(
  { now, random, digest, caller }: Context,
  personId: string,
  level: Level,
  amr: readonly Amr[],
  deviceId: string | undefined,
): Promise<OpenedSession> {
  const token = random.token();
  const session: NewSession = {
    id: newUniqueId('SESS', random),
    tokenHash: await digest.sha256(token),
    personId,
    level,
    amr,
    signedInAt: now,
    provedAt: now,
    lastSeenAt: now,
    expiresAt: now + SESSION_LIFETIME,
    deviceId,
    address: caller.address,
    place: caller.place,
    userAgent: caller.userAgent,
    accessKeyId: undefined,
  };
  return { token, session };
}
