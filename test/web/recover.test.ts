import type { Browser, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { Authenticator } from '../support/authenticator.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  assignVirtual,
  button,
  dialog,
  enterPassword,
  enterUserPassword,
  expectSignedIn,
  heading,
  signOut,
  typeCode,
} from '../support/pages.ts';
import { letPass, MINUTE } from '../support/passing-time.ts';
import { createUserWithDevice, enrolKey, setUpOwner } from '../support/people.ts';
import { mailedToken, verifyPhone } from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';
import type { TokenDevice } from '../support/token-device.ts';
import { VirtualKey } from '../support/virtual-key.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);
const account = { email: owner.name, password: owner.password };
const user = await createUserWithDevice(gateway, owner);
await verifyPhone(gateway, owner);
await enrolKey(owner.client, new Authenticator(), gateway.origin, 'Blue key');
data(await owner.client.action('DeactivateMFADevice', { SerialNumber: owner.device.serialNumber }));
// A phone rings once a minute, and it rang to be verified.
letPass(gateway, MINUTE);

let app: TokenDevice;

/** The button that was pressed is gone; the keyboard goes on at what came instead. */
async function expectPlaceKept(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
}

/** From the password to the mail that was sent. */
async function toMail(page: Page): Promise<void> {
  // Another key than the one that was lost: without any, the browser's own window waits for one and covers the page.
  await new VirtualKey().plugIn(page);
  await enterPassword(page, gateway, account);
  await button(page, 'Troubleshoot MFA').click();
  await heading(page, 'Troubleshoot your authentication device').waitFor();
  await button(page, 'Sign in using alternative factors').click();
  await page.waitForURL(/\/recover$/);
  await button(page, 'Send verification email').click();
  await page.getByText('We have sent an e-mail to o***r@example.com.').waitFor();
  await expectPlaceKept(page);
}

const link = async () => `${gateway.origin}/recover#${await mailedToken(gateway, owner.name)}`;

/** Somebody picks up the phone of development, listens, and keys in what the page shows. */
async function answerPhone(from: Browser, digits: string): Promise<void> {
  const { page, context, complaints } = await openTab(from, { viewport: { width: 360, height: 740 } });
  await page.goto(`${gateway.origin}/dev/phone`);
  await page.getByText('Incoming call').waitFor();
  await expectAccessible(page, 'ringing');
  const key = () => button(page, 'Key 1').evaluate(element => (element as HTMLElement).offsetTop);
  const before = await key();
  await button(page, 'Answer').click();
  await page.getByText('On the line').waitFor();
  await page
    .getByText(/digits/)
    .first()
    .waitFor();
  await expectAccessible(page, 'on the line');
  await page.locator('.handset.asked').waitFor();
  // The keys stay under the finger.
  expect(await key()).toBe(before);
  // Nobody finds six keys in less.
  for (const digit of digits) {
    await button(page, `Key ${digit}`).click();
    await page.waitForTimeout(150);
  }
  await page.getByText('Nobody is calling').waitFor();
  await page.getByText('Right digits').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
  await context.close();
}

test('S1-19..S1-60: who lost the key comes back in by mail and phone, replaces it, and signs in again', async () => {
  const { page, context, complaints } = await openTab(browser);
  await toMail(page);
  await expectAccessible(page, 'mail sent');

  // The same browser, another tab, as mail programs do it; the page behind it goes on by itself.
  const mail = await context.newPage();
  await mail.goto(await link());
  await button(mail, 'Yes, verify my e-mail').click();
  await button(mail, 'Call me now').waitFor();
  await mail.close();
  await button(page, 'Call me now').click();
  const digits = (await page.locator('[data-digits]').getAttribute('data-digits')) ?? '';
  expect(digits).toMatch(/^\d{6}$/);
  await expectPlaceKept(page);
  await answerPhone(browser, digits);
  await button(page, 'Sign in to the console').click();

  // S1-51, S1-53, S1-54, S1-57, S1-59: what comes next, for a key.
  await expectSignedIn(page);
  await page.getByText('Lost: Blue key').waitFor();
  await page.getByText('deactivate the old one here before you enable a new one').waitFor();
  await page.getByText('The new device need not be of the same kind').waitFor();
  expect(await page.getByRole('link', { name: 'Go to my password' }).getAttribute('href')).toBe(
    '#your-password',
  );
  expect(await button(page, 'Create API key').count()).toBe(0);
  await expectAccessible(page, 'recovered');
  await button(page, 'Deactivate Blue key').click();
  await dialog(page).getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText('No MFA device yet').waitFor();
  await page.getByText('The old device is gone. Assign a new one now.').waitFor();
  expect(await page.getByText('deactivate the old one here').count()).toBe(0);
  await button(page, 'Assign a new MFA device').click();
  app = await assignVirtual(page, 'New phone');
  // The device was used at once, so everything is open again.
  await button(page, 'Create API key').waitFor();
  expect(await page.getByText('You signed in without your MFA device').count()).toBe(0);
  // S1-59: the advice stays until the page is left.
  await page.locator('main').getByText('It works. You are back in.').waitFor();
  await page.getByText('whoever has it may know your password, too. Change it now.').waitFor();
  await expectAccessible(page, 'back in');

  await signOut(page);
  await enterPassword(page, gateway, account);
  await typeCode(page, app);
  await expectSignedIn(page);
  expect(complaints).toEqual([]);
  await context.close();
});

test('S1-36: the link in another browser asks for the number, and "this was not me" ends what began', async () => {
  // The phone rang in the test before.
  letPass(gateway, MINUTE);
  const here = await openTab(browser);
  await toMail(here.page);
  const number = (await here.page.locator('[data-digits]').getAttribute('data-digits')) ?? '';

  const there = await openTab(browser, { viewport: { width: 360, height: 740 } });
  await there.page.goto(await link());
  await button(there.page, 'Yes, verify my e-mail').click();
  const field = there.page.getByLabel('Number shown there');
  await field.fill(number === '0000' ? '1111' : '0000');
  await button(there.page, 'Continue').click();
  await there.page.getByRole('alert').waitFor();
  await expectAccessible(there.page, 'wrong number');
  await field.fill(number);
  await button(there.page, 'Continue').click();
  await heading(there.page, 'Your e-mail is verified').waitFor();
  await button(here.page, 'Call me now').waitFor();

  const token = await mailedToken(gateway, owner.name, 'not-me');
  await there.page.goto(`${gateway.origin}/not-me#${token}`);
  await button(there.page, 'This was not me').click();
  await heading(there.page, 'Thank you. It is stopped.').waitFor();
  await expectAccessible(there.page, 'stopped');
  // The page listens, and may have heard of it before anybody clicks.
  await button(here.page, 'Call me now')
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await heading(here.page, 'This sign-in has ended').waitFor();
  // Nor does a reload make the page believe that nothing had begun.
  await here.page.reload();
  await here.page.getByText('It was stopped or finished elsewhere').waitFor();
  await here.page.getByRole('link', { name: 'Sign in', exact: true }).click();

  // The cool-off that follows is told where the way back is offered otherwise.
  await enterPassword(here.page, gateway, account);
  await button(here.page, 'Troubleshoot MFA').click();
  await here.page.getByText('is closed until').waitFor();
  await expectAccessible(here.page, 'cool-off');
  await here.context.close();
  await there.context.close();
});

test('S1-61, S1-62, S1-63: a user is told to contact the administrator, as the account says', async () => {
  const session = await openTab(browser, { viewport: { width: 360, height: 740 } });
  const { page, context } = session;
  await enterUserPassword(page, gateway, { name: user.name, password: user.password });
  await button(page, 'Troubleshoot MFA').click();
  await heading(page, 'Re-Sync With Our Servers').waitFor();
  await heading(page, 'Sign in using alternative factors of authentication').waitFor();
  await page.getByText('Contact your administrator, or whoever gave you your user name').waitFor();
  expect(await button(page, 'Sign in using alternative factors').count()).toBe(0);
  await expectAccessible(page, 'user');
  await context.close();
});
