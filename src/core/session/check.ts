import type { SessionPrincipal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { SESSION_IDLE, SESSION_TOUCH } from './session.ts';

/** Who the bearer of this token is, undefined when the token opens nothing (any more). */
export async function checkSession(
  { now, store, digest }: Pick<Context, 'now' | 'store' | 'digest'>,
  token: string,
): Promise<SessionPrincipal | undefined> {
  const principal = await store.findPrincipal(await digest.sha256(token));
  if (principal === undefined) return undefined;
  const { session, person } = principal;
  if (
    person.disabledAt !== undefined ||
    session.expiresAt <= now ||
    session.lastSeenAt + SESSION_IDLE <= now
  ) {
    return undefined;
  }
  if (session.lastSeenAt + SESSION_TOUCH <= now) await store.touchSession(session.id, now);
  return principal;
}
