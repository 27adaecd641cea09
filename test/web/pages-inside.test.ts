import { afterAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, expectSignedIn, heading } from '../support/pages.ts';
import { setUpOwner, signIn } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

describe.each([
  ['light, wide', { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } }],
  ['dark, 320 px', { colorScheme: 'dark' as const, viewport: { width: 320, height: 640 } }],
])('%s', (look, options) => {
  test('axe finds nothing on the credentials page and in its dialogs', async () => {
    const { page, context, complaints } = await openSignedIn(browser, gateway, owner, options);
    await page.goto(`${gateway.origin}/credentials`);
    await expectSignedIn(page);
    await button(page, 'Change password').waitFor();
    await expectAccessible(page, `${look}: credentials`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    for (const name of [
      /^Rename/,
      /^Deactivate/,
      /^Manage MFA device$/,
      /^Change password$/,
      /^Change settings$/,
    ]) {
      await page.getByRole('button', { name }).first().click();
      await dialog(page).waitFor();
      await expectAccessible(page, `${look}: dialog ${name}`);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the owner creates a user, disables and deletes the user, and axe finds nothing on the way', async () => {
    const { page, context, complaints } = await openSignedIn(browser, gateway, owner, options);
    const name = `someone-${look.length}`;
    await page.goto(`${gateway.origin}/users`);
    await heading(page, /^Users$/).waitFor();
    await expectAccessible(page, `${look}: users`);
    await button(page, 'Create user').first().click();
    await dialog(page).getByLabel('User name').fill(name);
    await expectAccessible(page, `${look}: create user`);
    await dialog(page).getByRole('button', { name: 'Create user' }).click();
    await heading(page, `Initial password for ${name}`).waitFor();
    await expectAccessible(page, `${look}: initial password`);
    expect((await page.locator('[data-initial-password]').innerText()).length).toBeGreaterThanOrEqual(12);
    await button(page, 'I have copied it').click();
    await page.getByRole('link', { name, exact: true }).click();
    await heading(page, name).waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await button(page, 'Disable').click();
    await expectAccessible(page, `${look}: disable`);
    await dialog(page).getByRole('button', { name: 'Disable' }).click();
    await dialog(page).waitFor({ state: 'hidden' });
    await button(page, 'Enable').waitFor();
    await expectAccessible(page, `${look}: a disabled user`);
    await button(page, 'Delete user').click();
    await dialog(page).getByLabel(`Type "${name}" to confirm`).fill(name);
    await dialog(page).getByRole('button', { name: 'Delete user' }).click();
    await page.waitForURL(/\/users$/);
    await button(page, 'Create user').waitFor();
    await page.getByText('No users yet.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('a device is renamed, and another session ended, from the page', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner);
  const other = await signIn(gateway, owner);
  await page.goto(`${gateway.origin}/credentials`);
  await page
    .getByRole('button', { name: /^Rename/ })
    .first()
    .click();
  await dialog(page).getByLabel('Device name').fill('The new name');
  await dialog(page).getByRole('button', { name: 'Rename' }).click();
  await heading(page, 'The new name').waitFor();

  await button(page, 'Sign out everywhere').first().click();
  await dialog(page).getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.waitForURL(/\/sign-in/);
  expect((await other.get('/api/session')).status).toBe(401);
  await context.close();
});

test('the keyboard alone reaches everything: skip link, menu, dialog and back', async () => {
  // The owner's sessions ended in the test before: sign in anew.
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await page.goto(`${gateway.origin}/credentials`);
  await expectSignedIn(page);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
  const opener = button(page, 'Manage MFA device');
  await opener.focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await expect.poll(() => opener.evaluate(element => element === document.activeElement)).toBe(true);
  await context.close();
});
