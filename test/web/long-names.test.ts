import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog } from '../support/pages.ts';
import { createUser, setUpOwner, withVirtualDevice } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

/** The widest letter, and no place to break. What one person is called must not spoil the pages of others. */
const LONG = 'W'.repeat(64);

const owner = await setUpOwner(gateway);
const user = await withVirtualDevice(await createUser(gateway, owner, LONG));
for (const { client, device } of [owner, user])
  data(await client.action('RenameMFADevice', { SerialNumber: device.serialNumber, DeviceName: LONG }));
data(await user.client.action('CreateAPIKey', { Name: LONG }));

/** Nothing is wider than the window, nor than the panel or dialog that it stands in. */
async function expectToFit(page: Page, where: string): Promise<void> {
  const tooWide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.panel, dialog, .dialog-body, .menu, header')]
      .filter(element => element.scrollWidth > element.clientWidth + 1)
      .map(element => `${element.tagName} ${element.className}: ${element.scrollWidth}`),
  );
  expect(tooWide, where).toEqual([]);
}

describe.each([1280, 360])('names of 64 W at %i px', width => {
  const options = { viewport: { width, height: 800 } };

  test('fit on the pages of administrators', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner.client, options);
    await page.goto(`${gateway.origin}/devices`);
    await page.getByRole('cell').first().waitFor();
    await expectToFit(page, '/devices');
    await page.goto(`${gateway.origin}/users`);
    await page.getByRole('link', { name: LONG }).waitFor();
    await expectToFit(page, '/users');
    await page.getByRole('link', { name: LONG }).click();
    await button(page, `Manage ${LONG}`).waitFor();
    await page.getByRole('button', { name: /^Clock/ }).click();
    await page.getByText('Drift', { exact: true }).first().waitFor();
    await expectToFit(page, '/user');
    for (const name of [`Manage ${LONG}`, `Delete ${LONG}`, 'Reset password']) {
      await button(page, name).first().click();
      await dialog(page).waitFor();
      await expectToFit(page, name);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
    }
    await page.getByRole('tab', { name: 'Settings' }).click();
    await button(page, 'Delete user').waitFor();
    await expectToFit(page, 'settings');
    await button(page, 'Delete user').click();
    await dialog(page).waitFor();
    await expectToFit(page, 'delete the user');
    await context.close();
  });

  test("fit on one's own page", async () => {
    const { page, context } = await openSignedIn(browser, gateway, user.client, options);
    await page.goto(`${gateway.origin}/credentials`);
    await button(page, 'Change password').waitFor();
    await page
      .getByRole('region', { name: 'API keys' })
      .getByRole('button', { name: /^Delete/ })
      .waitFor();
    await expectToFit(page, '/credentials');
    for (const name of [/^Resync/, /^Rename/, /^Deactivate/, /^Delete/]) {
      await page.getByRole('button', { name }).first().click();
      await dialog(page).waitFor();
      await expectToFit(page, `dialog ${name}`);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
    }
    await context.close();
  });
});
