import type { Who } from './sign-in/remembered.ts';

const KEY = 'sallyport-forgot';

/** Who stood at the password, from the sign-in page to the page that sets a new one. In this tab alone, and no password. */
export const noteWhoForgot = (who: Who): void => sessionStorage.setItem(KEY, JSON.stringify(who));

export function whoForgot(): Who | undefined {
  const said = sessionStorage.getItem(KEY);
  return said ? (JSON.parse(said) as Who) : undefined;
}
