import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { Authenticator } from '../support/authenticator.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { currentStep } from '../support/oathtool.ts';
import {
  button,
  chooseDevice,
  enterUserPassword,
  expectSignedIn,
  fillPair,
  heading,
} from '../support/pages.ts';
import { createUserWithDevice, enrolKey, enrolVirtual, setUpOwner } from '../support/people.ts';
import { answerWith, noRecovery } from '../support/recovery-wire.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

const code = (page: Page) => page.getByLabel('MFA code', { exact: true });
const card = (page: Page) => page.locator('main').innerText();
const session = async (page: Page) => (await page.request.get(`${gateway.origin}/api/session`)).status();

/** Types a code that is refused, and tells what the page says then. */
async function refused(page: Page, digits: string): Promise<string> {
  await code(page).fill(digits);
  await page.getByText('This code was not accepted.').waitFor();
  await heading(page, 'Multi-factor authentication').waitFor();
  const said = await card(page);
  // The next one makes the page say it anew.
  await page.reload();
  await code(page).waitFor();
  return said;
}

test('S0-02, S0-03, S0-51..S0-58, S1-27: a device out of step is brought back in the middle of signing in', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context, complaints } = await openTab(browser);
  await enterUserPassword(page, gateway, user);
  await heading(page, 'Multi-factor authentication').waitFor();
  await page.getByText('Having problems with your authentication device?').waitFor();
  await button(page, 'Troubleshoot MFA').waitFor();
  // Before any refusal nothing is said of clocks.
  expect(await button(page, 'Re-sync it').count()).toBe(0);

  // Its clock runs five minutes ahead.
  const step = currentStep() + 10;
  await code(page).fill(await user.device.codeAt(step));
  await page.getByText('Is your device out of step?').waitFor();
  await expectAccessible(page, 'refused');
  await button(page, 'Re-sync it').click();
  await heading(page, 'Troubleshoot your authentication device').waitFor();
  await heading(page, 'Re-Sync With Our Servers').waitFor();
  await page.getByText('next two sequentially generated codes').waitFor();
  await page.getByText('appears to work but the device remains out of sync').waitFor();
  await expectAccessible(page, 'troubleshoot');

  // S0-39: in the wrong order they are refused, and the form stays.
  await fillPair(page, await user.device.codeAt(step + 1), await user.device.codeAt(step));
  await button(page, 'Re-sync authentication device').click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page, 'resync refused');

  // Spaces as the app shows them.
  const [first, second] = [await user.device.codeAt(step), await user.device.codeAt(step + 1)];
  await fillPair(page, `${first.slice(0, 3)} ${first.slice(3)}`, second);
  await button(page, 'Re-sync authentication device').click();
  await page.getByText('Your device was resynchronised. Wait for the next code').waitFor();
  await expectAccessible(page, 'resynchronised');
  // S0-58: that alone signs nobody in.
  expect(await session(page)).toBe(401);
  await code(page).fill(await user.device.codeAt(step + 2));
  await expectSignedIn(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('S0-03: the page says the same after a wrong code, a used one and one that would fit another time', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openTab(browser);
  await enterUserPassword(page, gateway, user);
  await code(page).waitFor();
  const used = user.device.nextStep() - 1;
  const said = [
    await refused(page, await user.device.wrongCode()),
    await refused(page, await user.device.codeAt(used)),
    await refused(page, await user.device.codeAt(currentStep() + 10)),
  ];
  expect(new Set(said).size, said.join('\n---\n')).toBe(1);
  expect(said[0]).toContain('Re-sync it');
  await context.close();
});

test('X-05, S0-04: the choice of devices leads there too, and offers only those that have a clock', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const tablet = await enrolVirtual(user.client, 'Tablet');
  await enrolKey(user.client, new Authenticator(), gateway.origin, 'Blue key');
  const { page, context } = await openTab(browser, { viewport: { width: 360, height: 740 } });
  await enterUserPassword(page, gateway, user);
  await heading(page, 'Additional verification required').waitFor();
  await page.getByText('Having problems with your authentication device?').waitFor();
  await button(page, 'Troubleshoot MFA').click();
  await heading(page, 'Re-Sync With Our Servers').waitFor();
  await button(page, 'Re-sync my device').click();
  expect(await page.getByRole('radio').count()).toBe(2);
  expect(await page.getByRole('radio', { name: 'Blue key' }).count()).toBe(0);
  await expectAccessible(page, 'several devices');
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    'wider than the window',
  ).toBeLessThanOrEqual(0);
  await page.getByRole('radio', { name: 'Tablet' }).check();
  const step = currentStep() + 10;
  await fillPair(page, await tablet.codeAt(step), await tablet.codeAt(step + 1));
  await button(page, 'Re-sync authentication device').click();
  // Back with the device picked.
  await page.getByText('Enter the code that Tablet shows.').waitFor();
  await code(page).fill(await tablet.codeAt(step + 2));
  await expectSignedIn(page);
  await context.close();
});

test('S0-04, S0-05: whoever has FIDO keys alone is told that they do not go out of sync', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await enrolKey(user.client, new Authenticator(), gateway.origin, 'Blue key');
  await enrolKey(user.client, new Authenticator(), gateway.origin, 'Red key');
  data(await user.client.action('DeactivateMFADevice', { SerialNumber: user.device.serialNumber }));
  const { page, context } = await openTab(browser);
  await enterUserPassword(page, gateway, user);
  await heading(page, 'Additional verification required').waitFor();
  await button(page, 'Troubleshoot MFA').click();
  await page.getByText('FIDO security keys do not go out of sync').waitFor();
  await page.getByText('Lost your device?').waitFor();
  expect(await page.locator('form').count()).toBe(0);
  await expectAccessible(page, 'keys alone');
  await button(page, 'Back').click();
  await chooseDevice(page, 'Blue key');
  await button(page, 'Troubleshoot MFA').waitFor();
  expect(await button(page, 'Re-sync it').count()).toBe(0);
  await context.close();
});

test('S0-57: a sign-in that has ended meanwhile begins again, with the reason', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openTab(browser);
  await enterUserPassword(page, gateway, user);
  await button(page, 'Troubleshoot MFA').click();
  await heading(page, 'Re-Sync With Our Servers').waitFor();
  await button(page, 'Re-sync my device').click();
  const ended = await page.request.post(`${gateway.origin}/api/sign-in/cancel`, {
    data: {},
    headers: { origin: gateway.origin },
  });
  expect(ended.status()).toBe(200);
  await fillPair(page, '123456', '654321');
  await button(page, 'Re-sync authentication device').click();
  await page.getByText('Please start again.').waitFor();
  await button(page, 'Next').waitFor();
  await context.close();
});

test('S1-27: re-syncing and signing in without the device are both in sight, and either is one click away', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openTab(browser, { viewport: { width: 1280, height: 900 } });
  await answerWith(page, '/api/recovery', () => ({ data: noRecovery }));
  await enterUserPassword(page, gateway, user);
  await button(page, 'Troubleshoot MFA').click();
  for (const way of ['Re-sync my device', 'Sign in using alternative factors']) {
    await button(page, way).waitFor();
    const box = await button(page, way).boundingBox();
    expect(box && box.y + box.height, way).toBeLessThan(900);
  }
  await expectAccessible(page, 'two ways');
  await button(page, 'Re-sync my device').click();
  await page.locator('[name=AuthenticationCode1]:focus').waitFor();
  await context.close();
});

test('a reload keeps the place, and the browser goes back to where it came from', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openTab(browser);
  await enterUserPassword(page, gateway, user);
  await button(page, 'Troubleshoot MFA').click();
  await heading(page, 'Re-Sync With Our Servers').waitFor();
  await page.reload();
  await heading(page, 'Re-Sync With Our Servers').waitFor();
  await page.goBack();
  await code(page).waitFor();
  await context.close();
});
