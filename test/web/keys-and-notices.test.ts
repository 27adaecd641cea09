import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { Client } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, heading } from '../support/pages.ts';
import { createUserWithDevice, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);
const user = await createUserWithDevice(gateway, owner);

const withKey = (key: string) =>
  new Client(gateway).send({
    method: 'POST',
    path: '/api/actions/ListMFADevices',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: '{}',
  });

test('an API key is made, shown once, used, and deleted', async () => {
  const { page, context, complaints } = await openSignedIn(browser, gateway, user.client);
  await page.goto(`${gateway.origin}/credentials`);
  await button(page, 'Create API key').click();
  await dialog(page).getByLabel('What is it for?').fill('   ');
  await dialog(page).getByRole('button', { name: 'Create API key' }).click();
  await dialog(page).getByText('Say what the key is for.').waitFor();
  await expectAccessible(page, 'no name');
  await dialog(page).getByLabel('What is it for?').fill('Backup script');
  await dialog(page).getByRole('button', { name: 'Create API key' }).click();
  const secret = await page.locator('[data-api-key]').innerText();
  expect(secret).toMatch(/^sallyport_[\w-]{43}$/);
  await page.getByText(`sallyport list-mfa-devices --endpoint-url ${gateway.origin}`).waitFor();
  await expectAccessible(page, 'shown once');
  // It is not lost by a key pressed in passing.
  await page.keyboard.press('Escape');
  await button(page, 'I have copied it').click();
  await button(page, 'Delete Backup script').waitFor();
  expect((await withKey(secret)).status).toBe(200);

  await page.reload();
  await button(page, 'Delete Backup script').waitFor();
  expect(await page.content()).not.toContain(secret);
  await page.getByText('127.0.0.1').first().waitFor();
  await expectAccessible(page, 'listed');
  await button(page, 'Delete Backup script').click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No API keys.').waitFor();
  expect((await withKey(secret)).status).toBe(401);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a user says where notices go, and takes it back', async () => {
  const { page, context } = await openSignedIn(browser, gateway, user.client, {
    viewport: { width: 360, height: 740 },
  });
  await page.goto(`${gateway.origin}/credentials`);
  await page.getByText('None: nobody is told').waitFor();
  const change = button(page, 'Change Contact e-mail');
  await change.click();
  await dialog(page).getByLabel('Contact e-mail (optional)').fill('mira@example');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await dialog(page).getByText('Enter an e-mail address').waitFor();
  await expectAccessible(page, 'wrong address');
  await dialog(page).getByLabel('Contact e-mail (optional)').fill('mira@example.com');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.locator('#contact').getByText('mira@example.com').waitFor();
  await page.locator('#contact').getByText('Not confirmed').waitFor();
  await change.click();
  await dialog(page).getByLabel('Contact e-mail (optional)').fill('');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByText('None: nobody is told').waitFor();
  await context.close();
});

test('the owner has a second address beside the one that signs in', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner.client);
  await page.goto(`${gateway.origin}/credentials`);
  const contact = page.locator('#contact');
  await contact.getByText('owner@example.com').waitFor();
  await button(page, 'Change Second e-mail address').click();
  await dialog(page).getByLabel('Second e-mail address').fill('second@example.com');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await contact.getByText('second@example.com').waitFor();
  await contact.getByText('Not confirmed').waitFor();
  await expectAccessible(page, 'contact information');
  await context.close();
});

test.each([
  ['light, wide', { colorScheme: 'light' as const, viewport: { width: 1280, height: 800 } }],
  ['dark, 320 px', { colorScheme: 'dark' as const, viewport: { width: 320, height: 640 } }],
])('S0-05, S0-07, S0-11, S0-61, S2-02..S2-08, S2-10, S2-14, S2-23, S2-61, S2-75..S2-77: help is there for everybody, %s', async (look, options) => {
  const { page, context, complaints } = await openTab(browser, options);
  await page.goto(`${gateway.origin}/sign-in`);
  await page.getByRole('link', { name: 'Help' }).click();
  await heading(page, 'Help with MFA devices').waitFor();
  for (const topic of [
    'Permissions required',
    'Policies and access keys',
    'Assigning a device',
    'When a device is out of sync',
    'Command line and API',
    'Replacing a device',
    'What if an MFA device is lost or stops working?',
    'Where to get devices',
  ]) {
    await heading(page, topic).waitFor();
  }
  await page
    .getByText('Security keys do not go out of sync. One that is lost or broken can be deactivated.')
    .waitFor();
  // S0-61, S2-61: why the page may ask for a user name at once.
  await page.getByText('your browser opens the page of that account every time').waitFor();
  await page.getByText('You need the device in your hand.').waitFor();
  // S2-10: where the owner's devices are managed.
  await page.getByText("The owner's devices are managed on these pages only").waitFor();
  const inAnother = page.getByRole('link', { name: 'Deactivating an MFA device for another user' });
  expect(await inAnother.evaluateAll(links => links.map(link => link.getAttribute('href')))).toEqual(
    Array(3).fill('#deactivate'),
  );
  await inAnother.nth(1).click();
  await page.getByText('in the same way for every kind of device').waitFor();
  await page.getByText('may call ResyncMFADevice').waitFor();
  await expectAccessible(page, `${look}: help`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  // Every topic that the pages link to.
  for (const id of ['sign-in', 'resync', 'programs', 'lost', 'assign', 'deactivate'])
    expect(await page.locator(`h2#${id}`).count(), id).toBe(1);
  expect(complaints).toEqual([]);
  await context.close();
});
