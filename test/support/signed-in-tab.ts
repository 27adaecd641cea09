import type { Browser } from 'playwright-core';
import { openTab, type Tab } from './chromium.ts';
import type { Client } from './client.ts';
import type { Gateway } from './gateway.ts';
import { type PersonWithDevice, signIn } from './people.ts';

/** A tab that is signed in already: the cookies of an API client, handed to the browser. */
export async function openSignedIn(
  browser: Browser,
  gateway: Gateway,
  person: PersonWithDevice,
  options = {},
): Promise<Tab & { client: Client }> {
  const tab = await openTab(browser, options);
  const client = await signIn(gateway, person);
  const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: gateway.origin }));
  await tab.context.addCookies(cookies);
  return { ...tab, client };
}
