import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  button,
  dialog,
  enterUserPassword,
  heading,
  nameDevice,
  scan,
  typeCode,
  typePair,
} from '../support/pages.ts';
import { HOUR, letPass, MINUTE } from '../support/passing-time.ts';
import { createAdministrator, createUser, setUpOwner } from '../support/people.ts';
import { keyIn, mailedToken } from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

/** Nothing listens there: what is posted to the webhook of the test comes to nothing. */
const HOOK = 'https://127.0.0.1:65535/hook';
const gateway = await startGateway({ runtime, env: { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1' } });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);
const admin = await createAdministrator(gateway, owner);
const mira = await createUser(gateway, owner);
const NARROW = { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } };
/** Links of mails are opened where nobody is signed in: no session but the link is asked for. */
const elsewhere = async (path: string) => {
  const tab = await openTab(browser, NARROW);
  await tab.page.goto(gateway.origin + path);
  return tab;
};

test('S1-13, S1-18, S2-55: the owner verifies the phone and confirms a second address, and is asked to until then', async () => {
  const { page, context, complaints } = await openSignedIn(browser, gateway, owner.client);
  await page.goto(`${gateway.origin}/credentials`);
  await page.getByText('Make sure that you can get back in').waitFor();
  const contact = page.locator('#contact');
  await contact.getByText('Not verified').waitFor();
  await button(page, 'Verify Phone number').click();
  await dialog(page).getByRole('button', { name: 'Call me now' }).click();
  const digits = (await dialog(page).locator('[data-digits]').getAttribute('data-digits')) ?? '';
  await expectAccessible(page, 'being called');
  await keyIn(gateway, digits);
  await dialog(page).getByText('Your phone is verified.').waitFor();
  await expectAccessible(page, 'verified');
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await contact.getByText('Verified', { exact: true }).waitFor();
  expect(await page.getByText('Make sure that you can get back in').count()).toBe(0);

  await button(page, 'Change Second e-mail address').click();
  await dialog(page).getByLabel('Second e-mail address').fill('second@example.com');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await contact.getByText('Not confirmed').waitFor();
  const token = await mailedToken(gateway, 'second@example.com', 'confirm-address');
  const mail = await elsewhere(`/confirm-address#${token}`);
  await button(mail.page, 'Confirm my address').click();
  await heading(mail.page, 'Your address is confirmed').waitFor();
  await expectAccessible(mail.page, 'confirmed');
  await mail.context.close();
  await page.reload();
  await contact.getByText('second@example.com').waitFor();
  expect(await contact.getByText('Not confirmed').count()).toBe(0);

  // S2-55: what to review before the next device.
  await button(page, 'Manage MFA device').click();
  await dialog(page).getByText('E-mail: owner@example.com').waitFor();
  await dialog(page)
    .getByText(/Phone: .+ 20, verified/)
    .waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('S1-18: a phone that rings after a step-up is still verified on the page, also in a dialog opened again', async () => {
  const fresh = await createUser(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, fresh.client);
  await page.goto(`${gateway.origin}/credentials`);
  await nameDevice(page, 'Authenticator app', 'First phone');
  const app = await scan(page);
  await typePair(page, app);
  await button(page, 'Skip').click();
  await button(page, 'Add Phone number').click();
  await dialog(page).getByLabel('Phone number').fill('+49 30 23125 888');
  await dialog(page).getByRole('button', { name: 'Call me now' }).click();
  await heading(page, 'Confirm it is you').waitFor();
  await typeCode(page, app);
  const shown = page.locator('[data-digits]');
  const digits = (await shown.getAttribute('data-digits')) ?? '';
  await page.getByText('Your phone is ringing').waitFor();
  // What was refused before is read again now; the call stays where it is.
  await button(page, 'Create API key').waitFor();
  await button(page, 'Cancel').click();
  await button(page, 'Add Phone number').click();
  expect(await shown.getAttribute('data-digits')).toBe(digits);
  await keyIn(gateway, digits);
  await dialog(page).getByText('Your phone is verified.').waitFor();
  await context.close();
});

test('the owner names a new address to sign in with, which counts when its link is opened', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner.client, NARROW);
  await page.goto(`${gateway.origin}/credentials`);
  await button(page, 'Change E-mail address').click();
  await dialog(page).getByLabel('E-mail address').fill('new@example.com');
  await expectAccessible(page, 'new address');
  await dialog(page).getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('A link is on its way to new@example.com').waitFor();
  await page.getByText('new@example.com waits').waitFor();
  await page.locator('#contact').getByText('owner@example.com').waitFor();
  const token = await mailedToken(gateway, 'new@example.com', 'confirm-address');
  const mail = await elsewhere(`/confirm-address#${token}`);
  await button(mail.page, 'Confirm my address').click();
  await mail.page.getByText('new@example.com is confirmed').waitFor();
  await mail.context.close();
  await page.reload();
  await page.locator('#contact').getByText('new@example.com').waitFor();
  await context.close();
});

test('S1-14, S1-16: an administrator changes the primary contact phone, other users do not see it', async () => {
  letPass(gateway, MINUTE);
  const { page, context } = await openSignedIn(browser, gateway, admin.client, NARROW);
  await page.goto(`${gateway.origin}/credentials`);
  await button(page, 'Change Primary contact phone').click();
  await dialog(page).getByLabel('Phone number').fill('030 12');
  await dialog(page).getByRole('button', { name: 'Call me now' }).click();
  await dialog(page).getByText('Enter the number with + and the country code').waitFor();
  await dialog(page).getByLabel('Phone number').fill('+49 (30) 23125-777');
  await dialog(page).getByRole('button', { name: 'Call me now' }).click();
  const digits = (await dialog(page).locator('[data-digits]').getAttribute('data-digits')) ?? '';
  await keyIn(gateway, digits);
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await page
    .getByText(/\+49 ••• 77/)
    .first()
    .waitFor();
  await expectAccessible(page, 'primary contact');
  await context.close();

  const other = await openSignedIn(browser, gateway, mira.client);
  await other.page.goto(`${gateway.origin}/credentials`);
  await heading(other.page, 'Contact information').waitFor();
  await other.page.getByText('You cannot get back in with e-mail and phone by yourself').waitFor();
  expect(await heading(other.page, 'Primary contact phone').count()).toBe(0);
  await other.context.close();
});

test('S2-57: the owner decides who gets back in, an administrator for one user, and the sign-in page says whom to ask', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner.client, NARROW);
  await page.goto(`${gateway.origin}/credentials`);
  await button(page, 'Change settings for lost devices').click();
  await dialog(page)
    .getByRole('radio', { name: /Everybody/ })
    .check();
  await dialog(page).getByLabel('Waiting time in hours').fill('200');
  await dialog(page).getByLabel('Whom to contact (optional)').fill('Help desk, room 12');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await dialog(page).getByText('0 to 168').waitFor();
  await expectAccessible(page, 'too long');
  await dialog(page).getByLabel('Waiting time in hours').fill('1');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.locator('#lost-devices').getByText('1 hour').waitFor();
  await page.locator('#lost-devices').getByText('Everybody').waitFor();
  await context.close();

  const users = await openSignedIn(browser, gateway, admin.client);
  await users.page.goto(`${gateway.origin}/user?name=${mira.name}#settings`);
  await button(users.page, 'Change Lost devices').click();
  await dialog(users.page)
    .getByRole('radio', { name: /^Not allowed/ })
    .check();
  await expectAccessible(users.page, 'one user');
  await dialog(users.page).getByRole('button', { name: 'Save' }).click();
  await users.page.getByText('Now: Not allowed.').waitFor();
  await users.context.close();

  const signingIn = await openTab(browser, NARROW);
  await enterUserPassword(signingIn.page, gateway, { name: admin.name, password: admin.password });
  await button(signingIn.page, 'Troubleshoot MFA').click();
  await signingIn.page.getByText('How to get help: Help desk, room 12').waitFor();
  await signingIn.context.close();
});

test('a webhook is added, its secret shown once and made anew, and deleted', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner.client, NARROW);
  await page.goto(`${gateway.origin}/credentials`);
  await button(page, 'Add webhook').click();
  await dialog(page).getByLabel('Address').fill('hooks.example.com');
  await dialog(page).getByRole('button', { name: 'Add webhook' }).click();
  await dialog(page).getByText('Type an address that begins with https://').waitFor();
  await expectAccessible(page, 'wrong address');
  // Whether http:// will do, the gateway knows (docs/webhooks.md).
  await dialog(page).getByLabel('Address').fill('http://hooks.example.com/');
  const answered = page.waitForResponse(/CreateWebhook/);
  await dialog(page).getByRole('button', { name: 'Add webhook' }).click();
  const { error } = await (await answered).json();
  await dialog(page)
    .getByText(error.fields?.Url ?? error.message)
    .waitFor();
  await dialog(page).getByLabel('Address').fill('https://10.0.0.1/');
  await dialog(page).getByRole('button', { name: 'Add webhook' }).click();
  await dialog(page).getByRole('alert').waitFor();
  await dialog(page).getByLabel('Address').fill(HOOK);
  await dialog(page).getByRole('button', { name: 'Add webhook' }).click();
  const secret = page.locator('[data-webhook-secret]');
  const first = await secret.innerText();
  await expectAccessible(page, 'secret');
  // It is not lost by a key pressed in passing.
  await page.keyboard.press('Escape');
  await button(page, 'I have copied it').click();
  await button(page, `New secret ${HOOK}`).click();
  await dialog(page).getByRole('button', { name: 'New secret' }).click();
  expect(await secret.innerText()).not.toBe(first);
  await button(page, 'I have copied it').click();
  await button(page, `Delete ${HOOK}`).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No webhooks.').waitFor();
  await context.close();
});

test('D1: a forgotten password is replaced by a mailed link, and the device is asked for as before', async () => {
  // Links to one person are few in an hour.
  letPass(gateway, HOUR);
  const { page, context, complaints } = await openTab(browser, NARROW);
  await page.goto(`${gateway.origin}/sign-in`);
  await page.getByRole('radio', { name: /Root user/ }).check();
  await page.getByLabel("Root user's e-mail address").fill('new@example.com');
  await button(page, 'Next').click();
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await heading(page, 'Reset your password').waitFor();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=email]')?.value);
  expect(await page.getByLabel("Root user's e-mail address").inputValue()).toBe('new@example.com');
  await expectAccessible(page, 'whose password');
  await button(page, 'Send the link').click();
  await heading(page, 'Look into your mailbox').waitFor();
  await page.getByText('If there is such a person').waitFor();

  const token = await mailedToken(gateway, 'new@example.com', 'reset-password');
  await page.goto(`${gateway.origin}/reset-password#${token}`);
  const field = page.getByLabel('New password', { exact: true });
  await field.fill('password');
  await button(page, 'Save new password').click();
  await page.locator('.field-wrong').waitFor();
  await expectAccessible(page, 'a common password');
  const password = 'four unrelated words here';
  await field.fill(password);
  await button(page, 'Save new password').click();
  await heading(page, 'Your password is changed').waitFor();
  await expectAccessible(page, 'changed');
  const client = new Client(gateway);
  const step = await client.post<{ next: string }>('/api/sign-in/password', {
    as: 'owner',
    email: 'new@example.com',
    password,
  });
  expect(data(step).next).toBe('mfa');
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expect(complaints).toEqual([]);
  await context.close();
});
