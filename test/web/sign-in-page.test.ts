import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { button, enterPassword, heading } from '../support/pages.ts';
import { createUser, createUserWithInitialPassword, newPassword, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);
const credentials = { email: owner.name, password: owner.password };

test('everything that the sign-in page loads stays under 23 kB gzip', async () => {
  const { page, context } = await openTab(browser);
  const sizes = new Map<string, number>();
  const reading: Promise<unknown>[] = [];
  page.on('response', response => {
    if (new URL(response.url()).pathname.startsWith('/api/')) return;
    reading.push(response.body().then(body => sizes.set(response.url(), gzipSync(body).length)));
  });
  await page.goto(`${gateway.origin}/sign-in`, { waitUntil: 'networkidle' });
  await button(page, 'Next').waitFor();
  await Promise.all(reading);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(sizes.size).toBeGreaterThan(1);
  expect(total, JSON.stringify(Object.fromEntries(sizes))).toBeLessThan(23_000);
  await context.close();
});

test('the sign-in page asks nobody but the gateway for anything', async () => {
  const { page, context } = await openTab(browser);
  const hosts = new Set<string>();
  page.on('request', request => hosts.add(new URL(request.url()).origin));
  await page.goto(`${gateway.origin}/sign-in`, { waitUntil: 'networkidle' });
  expect([...hosts]).toEqual([gateway.origin]);
  await context.close();
});

test('S0-59, S0-60, S0-65, S2-60: the main page asks the root user for the e-mail address, the next one for the password', async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${gateway.origin}/sign-in`);
  await page.getByRole('radio', { name: /Root user/ }).check();
  expect(await page.locator('input[type=password]').count()).toBe(0);
  await page.getByLabel("Root user's e-mail address").fill(credentials.email);
  await button(page, 'Next').click();
  await heading(page, 'Sign in as root user').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(credentials.password);
  await button(page, 'Sign in').click();
  await heading(page, 'Multi-factor authentication').waitFor();
  await context.close();
});

test('password managers and passkeys find their fields', async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${gateway.origin}/sign-in`);
  const name = page.getByLabel("Root user's e-mail address");
  expect(await name.getAttribute('autocomplete')).toBe('username webauthn');
  await name.fill(credentials.email);
  await button(page, 'Next').click();
  const password = page.getByLabel('Password', { exact: true });
  expect(await password.getAttribute('autocomplete')).toBe('current-password');
  await context.close();
});

describe.each([
  ['light, wide', { colorScheme: 'light' as const, viewport: { width: 1280, height: 800 } }],
  ['dark, 320 px', { colorScheme: 'dark' as const, viewport: { width: 320, height: 640 } }],
])('%s', (_, look) => {
  test('axe finds nothing at any step of signing in, and nothing is cut off', async () => {
    const { page, context, complaints } = await openTab(browser, look);
    const expectFine = async (where: string) => {
      await expectAccessible(page, where);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${where}: wider than the window`).toBeLessThanOrEqual(0);
    };
    await page.goto(`${gateway.origin}/sign-in`);
    await page.getByRole('radio', { name: /Root user/ }).waitFor();
    await expectFine('who: root user');
    await page.getByRole('radio', { name: /^User/ }).check();
    await expectFine('who: user');
    await button(page, 'Next').click();
    await expectFine('who: no name');
    await page.getByRole('textbox', { name: 'User name' }).fill('nobody');
    await button(page, 'Next').click();
    await page.getByLabel('Password', { exact: true }).fill(newPassword());
    await expectFine('password');
    await button(page, 'Sign in').click();
    await page.getByRole('alert').waitFor();
    await expectFine('password refused');
    await enterPassword(page, gateway, credentials);
    await heading(page, 'Multi-factor authentication').waitFor();
    await expectFine('code');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('a first sign-in asks for a password of one’s own', async () => {
  const userName = 'first.timer';
  const initial = await createUserWithInitialPassword(owner, userName);
  const { page, context } = await openTab(browser);
  await page.goto(`${gateway.origin}/sign-in`);
  await page.getByRole('radio', { name: /^User/ }).check();
  await page.getByRole('textbox', { name: 'User name' }).fill(userName);
  await button(page, 'Next').click();
  await page.getByLabel('Password', { exact: true }).fill(initial);
  await button(page, 'Sign in').click();
  await heading(page, 'Choose a new password').waitFor();
  await expectAccessible(page, 'new password');
  await page.getByLabel('New password', { exact: true }).fill(newPassword());
  await button(page, 'Save and continue').click();
  await page.waitForURL(/\/credentials/);
  await context.close();
});

test('S0-25, S0-62, S2-25: the last choice is remembered by this browser, and by no other', async () => {
  const user = await createUser(gateway, owner);
  const { page, context } = await openTab(browser);
  await page.goto(`${gateway.origin}/sign-in`);
  await page.getByRole('radio', { name: /^User/ }).check();
  await page.getByRole('textbox', { name: 'User name' }).fill(user.name);
  await button(page, 'Next').click();
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await button(page, 'Sign in').click();
  await page.waitForURL(/\/credentials/);
  await page.goto(`${gateway.origin}/sign-in`);
  await heading(page, `You are signed in as ${user.name}`).waitFor();
  await button(page, 'Sign out').click();
  await heading(page, 'Sign in as user').waitFor();
  expect(await page.getByRole('textbox', { name: 'User name' }).inputValue()).toBe(user.name);
  await context.close();
  const other = await openTab(browser);
  await other.page.goto(`${gateway.origin}/sign-in`);
  await heading(other.page, /^Sign in$/).waitFor();
  await other.context.close();
});

test('the address of an account opens the form of its users, where there is one account too', async () => {
  const user = await createUser(gateway, owner);
  const { page, context } = await openTab(browser);
  await page.goto(`${gateway.origin}/sign-in?account=any`);
  await heading(page, 'Sign in as user').waitFor();
  await page.getByRole('textbox', { name: 'User name' }).fill(user.name);
  await button(page, 'Next').click();
  await page.getByLabel('Password', { exact: true }).fill(user.password);
  await button(page, 'Sign in').click();
  await page.waitForURL(/\/credentials/);
  await context.close();
});

test('a link cannot send people elsewhere after signing in (3.13)', async () => {
  const user = await createUser(gateway, owner);
  for (const target of [
    '//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\\evil.example',
  ]) {
    const { page, context } = await openTab(browser);
    await page.goto(`${gateway.origin}/sign-in?return_to=${encodeURIComponent(target)}`);
    await page.getByRole('radio', { name: /^User/ }).check();
    await page.getByRole('textbox', { name: 'User name' }).fill(user.name);
    await button(page, 'Next').click();
    await page.getByLabel('Password', { exact: true }).fill(user.password);
    await button(page, 'Sign in').click();
    await page.waitForURL(/\/credentials/);
    expect(new URL(page.url()).origin).toBe(gateway.origin);
    await context.close();
  }
});
