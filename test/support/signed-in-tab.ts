import type { Browser } from 'playwright-core';
import { openTab, type Tab } from './chromium.ts';
import { Client } from './client.ts';
import type { Gateway } from './gateway.ts';
import { type PersonWithDevice, signIn } from './people.ts';

/**
 * A tab that is signed in already, by the cookies of an API client: the one that is given, or that of a new sign-in of
 * the person.
 */
export async function openSignedIn(
  browser: Browser,
  gateway: Gateway,
  who: Client | PersonWithDevice,
  options: Parameters<typeof openTab>[1] = {},
): Promise<Tab & { client: Client }> {
  const tab = await openTab(browser, options);
  const client = who instanceof Client ? who : await signIn(gateway, who);
  const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: gateway.origin }));
  await tab.context.addCookies(cookies);
  return { ...tab, client };
}
