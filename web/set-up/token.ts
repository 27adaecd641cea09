const KEY = 'sallyport-set-up';

/** Takes the token out of the address, so that it stays in no history and on no screen, but survives a reload. */
export function takeToken(): string {
  const token = location.hash.slice(1);
  if (!token) return sessionStorage.getItem(KEY) ?? '';
  history.replaceState(null, '', location.pathname);
  sessionStorage.setItem(KEY, token);
  return token;
}

export const forgetToken = (): void => sessionStorage.removeItem(KEY);
