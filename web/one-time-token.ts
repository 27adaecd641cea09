/**
 * Takes the token of a mailed link out of the address, so that it stays in no history and on no screen, but survives a
 * reload. Each page has a key of its own.
 */
export function takeToken(key: string): string {
  const token = location.hash.slice(1);
  if (!token) return sessionStorage.getItem(key) ?? '';
  history.replaceState(null, '', location.pathname + location.search);
  sessionStorage.setItem(key, token);
  return token;
}

export const forgetToken = (key: string): void => sessionStorage.removeItem(key);
