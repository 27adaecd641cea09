const HOME = '/credentials';

/** Where to go after signing in: a page of this origin, never one that a link's author chose elsewhere. */
export function returnTo(): string {
  const asked = new URLSearchParams(location.search).get('return_to');
  if (!asked) return HOME;
  try {
    const url = new URL(asked, location.origin);
    // The whole address and not its path: a path of "//elsewhere" would name another origin again.
    return url.origin === location.origin && url.pathname !== location.pathname ? url.href : HOME;
  } catch {
    return HOME;
  }
}
