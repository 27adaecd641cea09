import { afterAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { check, driftOf, manage, openUser, told, typeTwo } from '../support/administration.ts';
import { Authenticator } from '../support/authenticator.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Client } from '../support/client.ts';
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
    await openUser(page, gateway, user.name);
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
    await openUser(page, gateway, user.name);
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
    await openUser(page, gateway, user.name);
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
    await openUser(page, gateway, user.name);
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
    await openUser(page, gateway, user.name);
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

  test('S0-04, S0-07 a FIDO key of a user is never offered to be resynced, cannot be assigned for somebody else, and is deactivated', async () => {
    const user = await createUser(gateway, owner);
    await enrolKey(user.client, new Authenticator(), gateway.origin, 'Blue key');
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openUser(page, gateway, user.name);
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
    await page.keyboard.press('Escape');
    await manage(page, 'Deactivate');
    await button(page, 'Deactivate').click();
    await page.getByText('has no MFA device').waitFor();
    await context.close();
  });

  test('a virtual device is assigned to a user who scans it; its secret is nowhere on the page as text', async () => {
    const user = await createUser(gateway, owner);
    const { page, context, client, complaints } = await openSignedIn(browser, gateway, owner);
    await openUser(page, gateway, user.name);
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
    await openUser(page, gateway, user.name);
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
