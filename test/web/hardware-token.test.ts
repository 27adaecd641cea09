import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { code, currentStep } from '../support/oathtool.ts';
import {
  button,
  dialog,
  enterUserPassword,
  expectSignedIn,
  fillPair,
  heading,
  signOut,
} from '../support/pages.ts';
import { createUser, listDevices, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const newSecret = () => [...randomBytes(32)].map(byte => BASE32[byte % 32]).join('');

/** Puts a token with eight digits into the inventory, as its maker's file does. */
async function importToken(serialNumber: string): Promise<(step: number) => Promise<string>> {
  const secret = newSecret();
  const answer = await owner.client.send({
    method: 'POST',
    path: '/api/actions/ImportHardwareMFADevices',
    headers: { 'content-type': 'text/csv', origin: gateway.origin },
    body: `${serialNumber},${secret},SHA1,8,30\n`,
  });
  expect(data(answer)).toMatchObject({ Imported: 1 });
  return step => code(secret, step, { digits: 8 });
}

async function openHardwareStep(page: Page): Promise<void> {
  await button(page, /^(Assign|Manage) MFA device$/).click();
  await dialog(page).getByRole('radio', { name: 'Hardware MFA device' }).check();
  await button(page, 'Continue').click();
  await dialog(page).getByLabel('Serial number').waitFor();
}

test('S2-09, S2-22, S2-23, S2-28..S2-39, S2-72: a user claims a token by its serial number and two codes, and signs in with it', async () => {
  const codeAt = await importToken('ABCD12345678');
  const user = await createUser(gateway, owner);
  const { page, context, complaints } = await openSignedIn(browser, gateway, user.client);
  await page.goto(`${gateway.origin}/credentials`);
  await openHardwareStep(page);
  await dialog(page).getByText('Have the device in your hand.').waitFor();
  await page.getByText('Usually on the back of the device.').waitFor();
  await page.getByText('Wait 30 seconds while the device refreshes the code.').waitFor();
  await page.getByText('successfully associated with the user but becomes out of sync').waitFor();
  await expectAccessible(page, 'hardware');
  const step = currentStep();

  // S2-39: an unknown serial number, then wrong codes: refused, and the wizard stays.
  await dialog(page).getByLabel('Serial number').fill('ZZZZ99999999');
  await fillPair(page, await codeAt(step), await codeAt(step + 1));
  await button(page, 'Assign MFA').click();
  await dialog(page).getByRole('alert').waitFor();
  await expectAccessible(page, 'unknown serial number');
  await dialog(page).getByLabel('Serial number').fill('ABCD12345678');
  await fillPair(page, await codeAt(step + 1), await codeAt(step));
  await button(page, 'Assign MFA').click();
  await dialog(page).getByText('These two codes were not accepted').waitFor();
  expect(await listDevices(user.client)).toEqual([]);

  await fillPair(page, await codeAt(step), await codeAt(step + 1));
  await button(page, 'Assign MFA').click();
  await heading(page, 'Try it now').waitFor();
  await page.getByText('The MFA device is ready for use with Sallyport.').waitFor();
  await page.getByRole('link', { name: 'Using MFA devices with your sign-in page' }).waitFor();
  await expectAccessible(page, 'claimed');
  await page.getByLabel('MFA code', { exact: true }).fill(await codeAt(step + 2));
  await button(page, 'Check').click();
  await dialog(page).waitFor({ state: 'hidden' });
  await button(page, 'Resync ABCD12345678').waitFor();

  await signOut(page);
  await context.clearCookies();
  await enterUserPassword(page, gateway, user);
  await page.getByLabel('MFA code', { exact: true }).fill(await codeAt(step + 3));
  await button(page, 'Sign in').click();
  await expectSignedIn(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('C7: a token that somebody else has looks like one that does not exist', async () => {
  const codeAt = await importToken('EFGH12345678');
  const step = currentStep();
  const claim = {
    SerialNumber: 'EFGH12345678',
    AuthenticationCode1: await codeAt(step),
    AuthenticationCode2: await codeAt(step + 1),
  };
  const holder = await createUser(gateway, owner);
  data(await holder.client.action('EnableMFADevice', claim));
  const other = await createUser(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, other.client);
  await page.goto(`${gateway.origin}/credentials`);
  await openHardwareStep(page);
  const said: string[] = [];
  for (const serial of ['EFGH12345678', 'EFGH00000000']) {
    await dialog(page).getByLabel('Serial number').fill(serial);
    await fillPair(page, '12345678', '87654321');
    await button(page, 'Assign MFA').click();
    await dialog(page).getByRole('alert').waitFor();
    said.push(await dialog(page).getByRole('alert').innerText());
    await page.reload();
    await openHardwareStep(page);
  }
  expect(said[0]).toBe(said[1]);
  await context.close();
});

test('S2-10, S2-52..S2-56, S2-64..S2-71: the owner assigns a token, after a word about the contact information', async () => {
  const codeAt = await importToken('IJKL12345678');
  const { page, context } = await openSignedIn(browser, gateway, owner.client, {
    viewport: { width: 360, height: 740 },
  });
  await page.goto(`${gateway.origin}/credentials`);
  await button(page, 'Manage MFA device').click();
  await page.getByText('review the contact information of the account').waitFor();
  await page.getByRole('link', { name: 'What if an MFA device is lost or stops working?' }).waitFor();
  await dialog(page).getByRole('radio', { name: 'Hardware MFA device' }).check();
  await button(page, 'Continue').click();
  const step = currentStep();
  await dialog(page).getByLabel('Serial number').fill('IJKL12345678');
  await fillPair(page, await codeAt(step), await codeAt(step + 1));
  await button(page, 'Assign MFA').click();
  await page.getByText('The MFA device is now associated with the account.').first().waitFor();
  await button(page, 'Skip').click();
  await button(page, 'Resync IJKL12345678').waitFor();
  await context.close();
});

test('a code of eight digits is asked for in full, and six are not sent by themselves', async () => {
  const codeAt = await importToken('MNOP12345678');
  const user = await createUser(gateway, owner);
  const step = currentStep();
  const claim = {
    SerialNumber: 'MNOP12345678',
    AuthenticationCode1: await codeAt(step),
    AuthenticationCode2: await codeAt(step + 1),
  };
  data(await user.client.action('EnableMFADevice', claim));
  const { page, context } = await openTab(browser);
  await enterUserPassword(page, gateway, user);
  const field = page.getByLabel('MFA code', { exact: true });
  await field.fill('1234567');
  await button(page, 'Sign in').click();
  await page.getByText('Enter all digits that your device shows, six or eight.').waitFor();
  await expectAccessible(page, 'seven digits');
  const whole = await codeAt(step + 2);
  await field.fill(`${whole.slice(0, 4)} ${whole.slice(4)}`);
  await button(page, 'Sign in').click();
  await expectSignedIn(page);
  await context.close();
});
