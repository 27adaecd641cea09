import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, fillPair } from '../support/pages.ts';
import { createUser, createUserWithDevice, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1 } from '../support/seed-policies.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';
import { policy, putAlone } from '../support/user-policies.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

/** The sections that say what the person's permissions do not allow; nothing is left waiting. */
async function expectClosed(page: Page, actions: readonly string[]): Promise<void> {
  for (const action of actions)
    await page.getByText(`Your permissions do not allow iam:${action}.`).waitFor();
  await expect.poll(() => page.locator('.loading').count()).toBe(0);
  expect(await button(page, 'Try again').count()).toBe(0);
}

const CLOSED = ['GetContactInformation', 'ListAccessKeys', 'ListAPIKeys', 'ListSessions'];

test('S0-12..S0-23: with the policy of the vendor alone a user resyncs his device, and is told what else he may not do', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await putAlone(owner, user, POLICY_1);
  const { page, context, complaints } = await openSignedIn(browser, gateway, user, {
    viewport: { width: 360, height: 740 },
  });
  await page.goto(`${gateway.origin}/credentials`);
  await expectClosed(page, CLOSED);
  await expectAccessible(page, 'closed sections');
  expect(await button(page, 'Create API key').count()).toBe(0);
  expect(await button(page, 'Create access key').count()).toBe(0);

  // A refusal is said where it is met.
  await page.getByRole('button', { name: /^Rename/ }).click();
  await dialog(page).getByLabel('Device name').fill('Another');
  await dialog(page).getByRole('button', { name: 'Rename' }).click();
  await dialog(page).getByText('Your permissions do not allow iam:RenameMFADevice.').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^Resync/ }).click();
  const step = user.device.nextStep();
  await fillPair(page, await user.device.codeAt(step), await user.device.codeAt(step + 1));
  await dialog(page)
    .getByRole('button', { name: /^(Resync|Continue)/ })
    .click();
  await page.getByText('Both codes were accepted.').waitFor();
  await page.getByLabel('MFA code', { exact: true }).fill(await user.device.codeAt(step + 2));
  await dialog(page).getByText('Your permissions do not allow iam:CheckMFADevice.').waitFor();
  await button(page, 'Skip').click();
  await dialog(page).waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
  await context.close();
});

test('with the password alone, and with neither device nor policy, the page opens, too', async () => {
  const user = await createUser(gateway, owner);
  await putAlone(owner, user, POLICY_1);
  const { page, context, complaints } = await openSignedIn(browser, gateway, user.client);
  await page.goto(`${gateway.origin}/credentials`);
  await expectClosed(page, CLOSED);
  await button(page, 'Assign MFA device').click();
  await dialog(page).getByLabel('Device name').fill('Phone');
  await button(page, 'Continue').click();
  await dialog(page).getByText('Your permissions do not allow iam:CreateVirtualMFADevice.').waitFor();
  await page.keyboard.press('Escape');

  await putAlone(owner, user, policy({ Effect: 'Deny', Action: '*', Resource: '*' })).catch(() => {});
  await page.reload();
  await expectClosed(page, ['ListMFADevices', ...CLOSED]);
  await expectAccessible(page, 'nothing allowed');
  expect(complaints).toEqual([]);
  await context.close();
});

test('devices are listed where unassigned ones may not be', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await putAlone(owner, user, policy({ Effect: 'Allow', Action: 'iam:ListMFADevices', Resource: '*' }));
  const { page, context } = await openSignedIn(browser, gateway, user);
  await page.goto(`${gateway.origin}/credentials`);
  await page.getByRole('button', { name: /^Resync/ }).waitFor();
  await context.close();
});
