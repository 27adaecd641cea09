import { afterAll, expect, test } from 'vitest';
import { manage, openUser } from '../support/administration.ts';
import { launchChromium } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, heading } from '../support/pages.ts';
import { createUserWithDevice, resync, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

/** Somebody else is quicker: the page still shows the device. */
const deactivate = async ({ name, device }: Awaited<ReturnType<typeof createUserWithDevice>>) =>
  data(
    await owner.client.action('DeactivateMFADevice', {
      UserName: name,
      SerialNumber: device.serialNumber,
    }),
  );

test('what is gone leaves the page of a user when the dialog that was refused closes', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await openUser(page, gateway, user.name);
  await manage(page, 'Rename');
  await deactivate(user);
  await dialog(page).getByLabel('Device name').fill('Another name');
  await dialog(page).getByRole('button', { name: 'Rename' }).click();
  await dialog(page).getByRole('alert').waitFor();
  // Until it closes the refusal can be read, and the page behind it stands still.
  expect(await page.getByText(user.device.serialNumber).count()).toBe(1);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(user.device.serialNumber).waitFor({ state: 'hidden' });
  await button(page, 'Manage').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  await expect.poll(focused).not.toBe('BODY');
  await context.close();
});

test('what is gone leaves the fleet, and the page of a deleted user says so', async () => {
  const user = await createUserWithDevice(gateway, owner);
  data(await resync(owner.client, user.device, user.device.nextStep() + 20, { UserName: user.name }));
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await page.goto(`${gateway.origin}/devices`);
  const row = page.locator('tbody tr', { hasText: user.name });
  await row.getByRole('button', { name: /^Set drift to zero/ }).click();
  await deactivate(user);
  await dialog(page).getByRole('button', { name: 'Set drift to zero' }).click();
  await dialog(page).getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await row.waitFor({ state: 'hidden' });

  await openUser(page, gateway, user.name);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await button(page, 'Disable').click();
  data(await owner.client.action('DeleteUser', { UserName: user.name, Force: true }));
  await dialog(page).getByRole('button', { name: 'Disable' }).click();
  await dialog(page).getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'Disable').waitFor({ state: 'hidden' });
  await page.locator('.notice.warning').waitFor();
  await heading(page, user.name).waitFor();
  await context.close();
});
