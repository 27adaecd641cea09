import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { button, expectSignedIn, heading, signOut } from '../support/pages.ts';
import { createUser, newPassword, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);
const user = await createUser(gateway, owner);
const SECOND = '999988887777';

/** A second account, as `sallyport account create` makes one on the machine itself; the user moves there. */
beforeAll(() => {
  withStoreFile(gateway, store => {
    store
      .prepare(
        "insert into accounts (id, alias, require_mfa, devices_per_person, created_at) values (?, 'second', 'optional', 8, 1)",
      )
      .run(SECOND);
    store.prepare('update people set account_id = ? where user_name = ?').run(SECOND, user.name);
  });
});

const accountField = (page: Page) => page.getByRole('textbox', { name: 'Account ID or alias' });
const nameField = (page: Page) => page.getByRole('textbox', { name: 'User name' });
const accountInAddress = (page: Page) => new URL(page.url()).searchParams.get('account');

async function openMainPage(page: Page, query = ''): Promise<void> {
  await page.goto(`${gateway.origin}/sign-in${query}`);
  await page.getByRole('radio', { name: /^User/ }).check();
}

async function enterPassword(page: Page, password: string): Promise<void> {
  await button(page, 'Next').click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
}

test.each([
  ['ID', SECOND],
  ['alias', 'second'],
])('S0-24, S0-27, S0-28, S2-24, S2-26, S2-27: on the main page an account %s leads to the page of the account, which asks for user name and password', async (_, account) => {
  const { page, context, complaints } = await openTab(browser);
  await openMainPage(page, '?return_to=/credentials%3Ffrom=there');
  await page.getByText('A 12-digit number or a name. Your administrator can tell you.').waitFor();
  expect(await nameField(page).count()).toBe(0);
  await expectAccessible(page, 'which account');
  await button(page, 'Next').click();
  await page.getByText('Enter the account ID or its alias.').waitFor();
  await accountField(page).fill(` ${account} `);
  await button(page, 'Next').click();

  await heading(page, 'Sign in as user').waitFor();
  expect(accountInAddress(page)).toBe(account);
  expect(await accountField(page).inputValue()).toBe(account);
  await expect.poll(() => nameField(page).evaluate(field => field === document.activeElement)).toBe(true);
  await page.getByText('Your administrator can tell you.').waitFor();
  await expectAccessible(page, 'page of the account');
  await nameField(page).fill(user.name);
  await enterPassword(page, user.password);
  await expectSignedIn(page);
  // Where the person was going is not lost on the way.
  expect(new URL(page.url()).searchParams.get('from')).toBe('there');
  expect(complaints).toEqual([]);
  await context.close();
});

test('S0-24: the address of an account opens its page with the account filled in, and a reload keeps it', async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${gateway.origin}/sign-in?account=second`);
  await heading(page, 'Sign in as user').waitFor();
  expect(await accountField(page).inputValue()).toBe('second');
  await page.reload();
  expect(await accountField(page).inputValue()).toBe('second');
  await nameField(page).fill(user.name);
  await enterPassword(page, user.password);
  await expectSignedIn(page);
  await context.close();
});

test('S0-25, S0-26, S0-61, S0-62, S0-64, S2-25, S2-26, S2-61: the browser remembers the page of the account every time, and two links lead back to the main page', async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${gateway.origin}/sign-in?account=second`);
  await nameField(page).fill(user.name);
  await enterPassword(page, user.password);
  await expectSignedIn(page);
  await signOut(page);

  for (const visit of [1, 2]) {
    const next = await context.newPage();
    await next.goto(`${gateway.origin}/sign-in`);
    await heading(next, 'Sign in as user').waitFor();
    expect([visit, await accountField(next).inputValue()]).toEqual([visit, 'second']);
    expect(await nameField(next).inputValue()).toBe(user.name);
    await next.close();
  }

  await page.goto(`${gateway.origin}/sign-in?account=second`);
  expect(await nameField(page).inputValue()).toBe(user.name);
  await button(page, 'Sign in to a different account').click();
  await heading(page, /^Sign in$/).waitFor();
  expect(accountInAddress(page)).toBeNull();
  expect(await accountField(page).inputValue()).toBe('');
  await page.goBack();
  await heading(page, 'Sign in as user').waitFor();
  expect(accountInAddress(page)).toBe('second');
  await button(page, 'Sign in using root user email').click();
  await heading(page, /^Sign in$/).waitFor();
  expect(await page.getByRole('radio', { name: /Root user/ }).isChecked()).toBe(true);
  await page.getByLabel("Root user's e-mail address").waitFor();

  // The page of another account does not hand the name on.
  await page.goto(`${gateway.origin}/sign-in?account=other`);
  await accountField(page).waitFor();
  expect(await nameField(page).inputValue()).toBe('');
  await context.close();
});

test('S0-27: neither the page of an account nor what follows tells whether the account exists (F18)', async () => {
  const seen: string[] = [];
  for (const account of ['second', 'nobody']) {
    const { page, context } = await openTab(browser);
    const asked: string[] = [];
    page.on('request', request => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await openMainPage(page);
    await accountField(page).fill(account);
    await button(page, 'Next').click();
    await heading(page, 'Sign in as user').waitFor();
    const before = await page.locator('main').innerText();
    await nameField(page).fill('somebody');
    await enterPassword(page, newPassword());
    await page.getByRole('alert').waitFor();
    const after = (await page.locator('main').innerText()).replaceAll(account, '{account}');
    seen.push([before, after, ...asked.filter(path => path.includes('/api/')).sort()].join('\n'));
    await context.close();
  }
  expect(seen[0]).toContain('POST /api/sign-in/password');
  expect(seen[1]).toBe(seen[0]);
});
