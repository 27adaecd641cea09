import type { Session } from './api-types.ts';

const HOME = '/credentials';
/** The gateway's own pages ask for a device by themselves when they need one. */
const OWN = ['/', HOME, '/users'];

/** Where the link's author asks to go: a page of this origin, never one elsewhere, and not this page again. */
export function askedFor(): URL | undefined {
  const asked = new URLSearchParams(location.search).get('return_to');
  if (!asked) return undefined;
  try {
    const url = new URL(asked, location.origin);
    // The scheme too: a blob: address has the origin of the page that made it.
    const here = url.origin === location.origin && url.protocol === location.protocol;
    return here && url.pathname !== location.pathname ? url : undefined;
  } catch {
    return undefined;
  }
}

export const pathOf = (url: URL): string => url.pathname + url.search + url.hash;

/**
 * Where to go after signing in. A session that still owes a device stays at the gateway: an application that wants
 * MFA would send the person straight back, round and round.
 */
export function afterSignIn({ must, level, reachesApplications }: Session): string {
  const url = askedFor();
  const own = !url || OWN.includes(url.pathname);
  // Whoever has a device and used only the password must step up; so here the person has none.
  const closed = level === 'password' || !reachesApplications;
  const withoutDevice = must === 'enrol' || (must === null && closed && !own);
  // The whole address and not its path: a path of "//elsewhere" would name another origin again.
  if (!withoutDevice && must === null) return url?.href ?? HOME;
  const mark = withoutDevice ? '#assign' : '';
  if (!url || url.pathname === '/') return HOME + mark;
  const kept = url.pathname === HOME ? url.search : `?return_to=${encodeURIComponent(pathOf(url))}`;
  return HOME + kept + mark;
}
