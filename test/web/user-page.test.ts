import { afterAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { Authenticator } from '../support/authenticator.ts';
import { launchChromium } from '../support/chromium.ts';
import { Client } from '../support/client.ts';
import type { MFADevice } from '../support/contract.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { currentStep } from '../support/oathtool.ts';
import { button, dialog, heading, scan } from '../support/pages.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  enrolKey,
  type PersonWithDevice,
  setUpOwner,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);
type Page = Awaited<ReturnType<typeof openSignedIn>>['page'];

const told = (page: Page, sentence: string) => page.locator('output.told', { hasText: sentence }).waitFor();
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** From the top bar, as a person gets there. */
async function openUser(page: Page, name: string): Promise<void> {
  await page.goto(`${gateway.origin}/`);
  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await heading(page, name).waitFor();
}

/** "Manage", beside the device; what to do; "Continue". */
async function manage(page: Page, task: string): Promise<void> {
  await page.getByRole('button', { name: /^Manage/ }).click();
  await heading(page, 'Manage MFA device').waitFor();
  await dialog(page).getByRole('radio', { name: task }).check();
  await button(page, 'Continue').click();
}

const grouped = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;

async function typeTwo(page: Page, { device }: PersonWithDevice, first: number): Promise<void> {
  await page.getByLabel('MFA code 1').fill(grouped(await device.codeAt(first)));
  await page.getByLabel('MFA code 2').fill(grouped(await device.codeAt(first + 1)));
}

async function check(page: Page, { device }: PersonWithDevice, step: number): Promise<void> {
  await heading(page, 'Is it in sync?').waitFor();
  await page.getByLabel('MFA code', { exact: true }).fill(await device.codeAt(step));
  await button(page, 'Check').click();
}

async function driftOf(client: Client, SerialNumber: string, UserName?: string): Promise<number> {
  const answer = await client.action<{ Clock: { Drift: number } }>('GetMFADevice', {
    UserName,
    SerialNumber,
  });
  return data(answer).Clock.Drift;
}

async function namesOf(client: Client, UserName: string): Promise<string[]> {
  const answer = await client.action<{ MFADevices: MFADevice[] }>('ListMFADevices', { UserName });
  return data(answer).MFADevices.map(({ DeviceName }) => DeviceName);
}

async function unassigned(client: Client): Promise<number> {
  const wanted = { AssignmentStatus: 'Unassigned' };
  const answer = await client.action<{ VirtualMFADevices: unknown[] }>('ListVirtualMFADevices', wanted);
  return data(answer).VirtualMFADevices.length;
}

describe('resync', () => {
  test('S0-41 to S0-49 an administrator brings a user’s device back in step, and the check says so', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { page, context, client, complaints } = await openSignedIn(browser, gateway, owner);
    const ownDrift = await driftOf(client, owner.device.serialNumber);
    await openUser(page, user.name);
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Security credentials');
    await heading(page, 'Assigned MFA devices').waitFor();

    await manage(page, 'Resync');
    const ahead = currentStep() + 40;
    const important = await dialog(page).locator('.notice').innerText();
    expect(important).toMatch(/^Important/);
    expect(important).toContain('the request appears to work but the device remains out of sync');
    await typeTwo(page, user, ahead);
    await button(page, 'Continue').click();
    await check(page, user, ahead + 2);
    await page.getByText('In sync', { exact: true }).waitFor();
    await button(page, 'Done').click();

    const drift = await driftOf(client, user.device.serialNumber, user.name);
    expect(Math.abs(drift - 42)).toBeLessThanOrEqual(2);
    expect(await driftOf(client, owner.device.serialNumber)).toBe(ownDrift);
    user.device.accepted(ahead + 2);
    const { client: theirs } = await beginSignIn(gateway, user);
    expect((await submitCode(theirs, user.device)).status).toBe(200);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('S0-40 S0-48 codes that come late are accepted, the check says that the device is out of sync, and it is resynced again', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openUser(page, user.name);
    await manage(page, 'Resync');
    const ahead = currentStep() + 60;
    await typeTwo(page, user, ahead - 10);
    await button(page, 'Continue').click();
    await check(page, user, ahead);
    await dialog(page).getByText('Not in sync').waitFor();
    await button(page, 'Resync again').click();
    await typeTwo(page, user, ahead + 1);
    await button(page, 'Continue').click();
    await check(page, user, ahead + 3);
    await page.getByText('In sync', { exact: true }).waitFor();
    await context.close();
  });

  test('S0-39 the same code twice is refused, and the form can be used again', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openUser(page, user.name);
    await manage(page, 'Resync');
    const ahead = currentStep() + 20;
    const code = await user.device.codeAt(ahead);
    await page.getByLabel('MFA code 1').fill(code);
    await page.getByLabel('MFA code 2').fill(code);
    await button(page, 'Continue').click();
    await dialog(page).getByRole('alert').waitFor();
    await typeTwo(page, user, ahead);
    await button(page, 'Continue').click();
    await heading(page, 'Is it in sync?').waitFor();
    await context.close();
  });
});

describe('a device of a user', () => {
  test('its clock shows as a picture and as a table, and its drift is set to zero', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { page, context, client } = await openSignedIn(browser, gateway, owner);
    withStoreFile(gateway, store =>
      store.prepare('update devices set drift = 5 where serial_number = ?').run(user.device.serialNumber),
    );
    await openUser(page, user.name);
    await button(page, /^Clock/).click();
    await page.getByText('5 steps ahead (150 s)').first().waitFor();
    await page.getByRole('img', { name: /How the clock/ }).waitFor();
    await page.getByText('Show as a table').click();
    await page.getByRole('cell', { name: 'Assignment' }).waitFor();
    await expectAccessible(page, 'the clock of a device');
    await manage(page, 'Reset drift');
    await button(page, 'Set drift to zero').click();
    await told(page, 'is zero now');
    expect(await driftOf(client, user.device.serialNumber, user.name)).toBe(0);
    await page
      .getByRole('cell', { name: 'Set to zero' })
      .or(page.getByText('Show as a table'))
      .first()
      .waitFor();
    await context.close();
  });

  test('is unlocked, renamed and deactivated', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { page, context, client } = await openSignedIn(browser, gateway, owner);
    withStoreFile(gateway, store =>
      store.prepare('update devices set failures = 10 where serial_number = ?').run(user.device.serialNumber),
    );
    await openUser(page, user.name);
    await page.getByText('Locked device').waitFor();
    await manage(page, 'Unlock');
    await button(page, 'Unlock').click();
    await told(page, 'is unlocked');
    await page.getByText('Locked device').waitFor({ state: 'hidden' });
    await manage(page, 'Rename');
    await dialog(page).getByLabel('Device name').fill('Red phone');
    await button(page, 'Rename').click();
    await heading(page, 'Red phone').waitFor();
    await manage(page, 'Deactivate');
    await button(page, 'Deactivate').click();
    await page.getByText('has no MFA device').waitFor();
    expect(await namesOf(client, user.name)).toEqual([]);
    await context.close();
  });

  test('S0-04 a FIDO key of a user is never offered to be resynced, and cannot be assigned for somebody else', async () => {
    const user = await createUser(gateway, owner);
    await enrolKey(user.client, new Authenticator(), gateway.origin, 'Blue key');
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openUser(page, user.name);
    await page.getByRole('button', { name: 'Manage Blue key' }).click();
    await dialog(page).getByText('it never goes out of step').waitFor();
    const choices = await dialog(page).locator('.choice strong').allInnerTexts();
    expect(choices).toEqual(['Rename', 'Deactivate']);
    await page.keyboard.press('Escape');
    await button(page, 'Assign MFA device').click();
    expect(await dialog(page).locator('.choice strong').allInnerTexts()).toEqual([
      'Hardware MFA device',
      'Virtual MFA device',
    ]);
    await dialog(page).getByText('cannot be assigned for somebody else').waitFor();
    await context.close();
  });

  test('a virtual device is assigned to a user who scans it; its secret is nowhere on the page as text', async () => {
    const user = await createUser(gateway, owner);
    const { page, context, client, complaints } = await openSignedIn(browser, gateway, owner);
    await openUser(page, user.name);
    await button(page, 'Manage').click();
    await dialog(page).getByRole('radio', { name: 'Virtual MFA device' }).check();
    await button(page, 'Continue').click();
    await dialog(page).getByLabel('Device name').fill('Her phone');
    await button(page, 'Continue').click();
    const device = await scan(page);
    await expectAccessible(page, 'the QR code for a user');
    const markup = (await page.content()).replaceAll(/\s/g, '');
    expect(markup).not.toContain(device.secret);
    const first = device.nextStep();
    await typeTwo(page, { ...user, device }, first);
    await button(page, 'Assign MFA').click();
    await dialog(page).getByText('The MFA device is ready for use with Sallyport.').waitFor();
    await check(page, { ...user, device }, first + 2);
    await page.getByText('In sync', { exact: true }).waitFor();
    await button(page, 'Done').click();
    await heading(page, 'Her phone').waitFor();
    expect(await namesOf(client, user.name)).toEqual(['Her phone']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a virtual device that was made and not assigned is taken away again', async () => {
    const user = await createUser(gateway, owner);
    const { page, context, client } = await openSignedIn(browser, gateway, owner);
    const before = await unassigned(client);
    await openUser(page, user.name);
    await button(page, 'Manage').click();
    await dialog(page).getByRole('radio', { name: 'Virtual MFA device' }).check();
    await button(page, 'Continue').click();
    await dialog(page).getByLabel('Device name').fill('Phone');
    await button(page, 'Continue').click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    expect(await unassigned(client)).toBe(before + 1);
    await page.keyboard.press('Escape');
    await expect.poll(() => unassigned(client)).toBe(before);
    await context.close();
  });
});

describe('sessions, keys and settings of a user', () => {
  test('an API key is shown once, works, and is refused when deleted', async () => {
    const user = await createUser(gateway, owner);
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openUser(page, user.name);
    await button(page, 'Create API key').click();
    await dialog(page).getByLabel('Name').fill('Nightly report');
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
    await openUser(page, user.name);
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
    await openUser(page, user.name);
    await tab(page, 'Settings');
    await expectAccessible(page, 'the settings of a user');
    await button(page, 'Change address').click();
    await dialog(page)
      .getByLabel(/E-mail/)
      .fill('someone@example.com');
    await button(page, 'Save').click();
    await page.getByText('someone@example.com').waitFor();
    await button(page, 'Require MFA').click();
    await dialog(page).getByRole('button', { name: 'Require MFA' }).click();
    await page.getByText('MFA required', { exact: true }).waitFor();
    await button(page, 'Make administrator').click();
    await dialog(page).getByRole('button', { name: 'Make administrator' }).click();
    await button(page, 'Revoke administration').waitFor();
    expect(complaints).toEqual([]);
    await context.close();

    const theirs = await openSignedIn(browser, gateway, user);
    await openUser(theirs.page, other.name);
    await tab(theirs.page, 'Settings');
    await theirs.page.getByText('Only the owner of the account changes this.').waitFor();
    expect(await button(theirs.page, 'Make administrator').count()).toBe(0);
    await openUser(theirs.page, user.name);
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
});
