/** Where to go after signing in: a page of this origin, never one that a link's author chose elsewhere. */
export function returnTo(): string {
  const asked = new URLSearchParams(location.search).get('return_to');
  if (!asked) return '/credentials';
  try {
    const { origin, pathname, search, hash } = new URL(asked, location.origin);
    return origin === location.origin ? pathname + search + hash : '/credentials';
  } catch {
    return '/credentials';
  }
}
