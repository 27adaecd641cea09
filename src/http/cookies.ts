import { SESSION_LIFETIME } from '../core/session/session.ts';
import { FLOW_LIFETIME } from '../core/sign-in/flow.ts';

export interface CookieNames {
  readonly session: string;
  readonly flow: string;
}

/** On https the `__Host-` prefix keeps siblings and plain http from planting a cookie (security.md 3.15). */
export function cookieNames(origin: string): CookieNames {
  const prefix = origin.startsWith('https:') ? '__Host-' : '';
  return { session: `${prefix}sallyport`, flow: `${prefix}sallyport-flow` };
}

/**
 * The value of one cookie. Two cookies of one name mean that somebody else planted one; nobody can tell which,
 * so neither counts. Tokens are 43 characters of base64url, anything else is no token.
 */
export function readToken(header: string | null, name: string): string | undefined {
  if (header === null) return undefined;
  let found: string | undefined;
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    if (found !== undefined) return undefined;
    found = pair.slice(at + 1).trim();
  }
  return found !== undefined && /^[\w-]{43}$/.test(found) ? found : undefined;
}

export function sessionCookie(names: CookieNames, token: string): string {
  return cookie(names.session, token, SESSION_LIFETIME / 1000);
}

/** `lifetime`: of a flow that goes on as a recovery, milliseconds. */
export function flowCookie(names: CookieNames, token: string, lifetime = FLOW_LIFETIME): string {
  return cookie(names.flow, token, Math.floor(lifetime / 1000));
}

export function clearCookie(name: string): string {
  return cookie(name, '', 0);
}

function cookie(name: string, value: string, maxAge: number): string {
  const secure = name.startsWith('__Host-') ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}
