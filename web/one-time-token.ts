interface Kept {
  token: string;
}

/**
 * Takes the token of a mailed or printed link out of the address, so that it stays on no screen and in no list of
 * pages. It is kept with this very entry of the history: a reload finds it, another visit of the page does not.
 */
export function takeToken(): string {
  // A link that is pasted into the address of the very page that it leads to loads nothing by itself.
  addEventListener('hashchange', () => location.hash.length > 1 && location.reload());
  const token = location.hash.slice(1);
  if (!token) return (history.state as Kept | null)?.token ?? '';
  history.replaceState({ token } satisfies Kept, '', location.pathname + location.search);
  return token;
}

export const forgetToken = (): void => history.replaceState(null, '');
