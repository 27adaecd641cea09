import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, heading } from '../support/pages.ts';
import { ADMINISTRATOR_ACCESS, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

test('S0-42 S0-43 users come in pages, are found by the beginning of their name, and open by a click', async () => {
  for (let number = 100; number <= 204; number += 1)
    data(await owner.client.action('CreateUser', { UserName: `user-${number}` }));
  const { page, context, complaints } = await openSignedIn(browser, gateway, owner);
  await page.goto(`${gateway.origin}/credentials`);
  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click();
  const rows = page.locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(100);
  const search = page.getByLabel('User name begins with');

  // Not among those that are loaded: opened as it was typed.
  await search.fill('user-203');
  await page.getByRole('link', { name: 'Open user-203' }).waitFor();
  await search.fill('');
  await button(page, 'Show more').click();
  await expect.poll(() => rows.count()).toBe(105);
  expect(await button(page, 'Show more').count()).toBe(0);

  await search.fill('USER-20');
  await expect.poll(() => rows.count()).toBe(5);
  await page.getByText('5 of 105 users').waitFor();
  await search.fill('nobody');
  await page.getByText('No user whose name begins like that.').waitFor();
  await search.fill('user-203');
  await page.getByRole('link', { name: 'user-203', exact: true }).click();
  await heading(page, 'user-203').waitFor();
  expect(await page.getByRole('navigation').locator('[aria-current]').innerText()).toBe('Users');
  expect(complaints).toEqual([]);
  await context.close();
});

test('a user is created with an address for notices, and badges say what stands out', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await page.goto(`${gateway.origin}/users`);
  await button(page, 'Create user').click();
  await dialog(page).getByLabel('User name').fill('alice');
  await dialog(page).getByLabel('Contact e-mail (optional)').fill('not an address');
  await dialog(page).getByRole('button', { name: 'Create user' }).click();
  await dialog(page).getByText('Enter an e-mail address').waitFor();
  await dialog(page).getByLabel('Contact e-mail (optional)').fill('alice@example.com');
  await dialog(page).getByRole('button', { name: 'Create user' }).click();
  await button(page, 'I have copied it').click();
  const shown = await owner.client.action<{ User: { Email?: string } }>('GetUser', { UserName: 'alice' });
  expect(data(shown).User.Email).toBe('alice@example.com');

  data(await owner.client.action('AttachUserPolicy', { UserName: 'alice', PolicyArn: ADMINISTRATOR_ACCESS }));
  data(await owner.client.action('SetUserMFARequirement', { UserName: 'alice', Required: true }));
  data(await owner.client.action('DisableUser', { UserName: 'alice' }));
  await page.reload();
  const row = page.locator('tbody tr', { hasText: 'alice' });
  await row.waitFor();
  expect(await row.locator('.badge').allInnerTexts()).toEqual([
    'Disabled',
    'Administrator',
    'No MFA',
    'MFA required',
  ]);
  await expectAccessible(page, 'users with badges');
  await context.close();
});

test('a name that nobody has is said to be nobody’s, and the way back is there', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await page.goto(`${gateway.origin}/user?name=nobody`);
  await page.getByText('There is no user of that name.').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Users' }).click();
  await heading(page, /^Users$/).waitFor();
  await context.close();
});
