import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openUser, told } from '../support/administration.ts';
import { launchChromium } from '../support/chromium.ts';
import { Client } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, heading } from '../support/pages.ts';
import { beginSignIn, createUser, createUserWithDevice, setUpOwner, submitCode } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

test('an API key is shown once, works, and is refused when deleted', async () => {
  const user = await createUser(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await openUser(page, gateway, user.name);
  await button(page, 'Create API key').click();
  await dialog(page).getByLabel('What is it for?').fill('Nightly report');
  await dialog(page).getByRole('button', { name: 'Create API key' }).click();
  await heading(page, 'API key Nightly report').waitFor();
  await expectAccessible(page, 'a new API key');
  const key = await page.locator('[data-api-key]').innerText();
  const ask = () =>
    new Client(gateway).post('/api/actions/GetUser', {}, { authorization: `Bearer ${key}`, origin: '' });
  expect((await ask()).status).toBe(200);
  await page.keyboard.press('Escape');
  await heading(page, 'API key Nightly report').waitFor();
  await button(page, 'I have copied it').click();
  expect(await page.content()).not.toContain(key);
  await button(page, 'Delete Nightly report').click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await told(page, 'is deleted');
  expect((await ask()).status).toBe(401);
  await context.close();
});

test('one session of a user is ended, then all', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client: second } = await beginSignIn(gateway, user);
  await submitCode(second, user.device);
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await openUser(page, gateway, user.name);
  await page
    .getByRole('button', { name: /^End session/ })
    .nth(1)
    .waitFor();
  await page
    .getByRole('button', { name: /^End session/ })
    .first()
    .click();
  await dialog(page).getByRole('button', { name: 'End session' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
  const alive = async () => {
    const answers = await Promise.all([user.client, second].map(client => client.get('/api/session')));
    return answers.filter(({ status }) => status === 200).length;
  };
  expect(await alive()).toBe(1);
  await button(page, 'End all sessions').click();
  await dialog(page).getByRole('button', { name: 'End all sessions' }).click();
  await page.getByText('Nowhere signed in.').waitFor();
  expect(await alive()).toBe(0);
  await context.close();
});

test('the owner requires MFA, sets the address and makes an administrator, who administers others and not himself', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const other = await createUser(gateway, owner);
  const { page, context, complaints } = await openSignedIn(browser, gateway, owner);
  await openUser(page, gateway, user.name);
  await tab(page, 'Settings');
  await expectAccessible(page, 'the settings of a user');
  await button(page, 'Change address').click();
  await dialog(page).getByLabel('Contact e-mail (optional)').fill('someone@example.com');
  await button(page, 'Save').click();
  await page.getByText('someone@example.com').waitFor();
  await button(page, 'Require MFA').click();
  await dialog(page).getByRole('button', { name: 'Require MFA' }).click();
  await page.getByText('MFA required', { exact: true }).waitFor();
  await tab(page, 'Permissions');
  await button(page, 'Attach AdministratorAccess').click();
  await dialog(page).getByRole('button', { name: 'Attach' }).click();
  await button(page, 'Detach AdministratorAccess').waitFor();
  await page.getByText('Administrator', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();

  const theirs = await openSignedIn(browser, gateway, user);
  await openUser(theirs.page, gateway, other.name);
  await tab(theirs.page, 'Permissions');
  await button(theirs.page, 'Attach AdministratorAccess').waitFor();
  await openUser(theirs.page, gateway, user.name);
  await theirs.page.getByText('This is you').waitFor();
  expect(await theirs.page.getByRole('tab').count()).toBe(0);
  await theirs.context.close();
});

test('someone who administers nobody finds neither the pages in the bar nor anything on them', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, user);
  for (const path of ['/users', `/user?name=${owner.name}`, '/devices']) {
    await page.goto(gateway.origin + path);
    await page.getByText('Only the owner of the account and its administrators').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual([
      'Security credentials',
    ]);
  }
  await context.close();
});
