import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openUser, told } from '../support/administration.ts';
import { AwsClient } from '../support/aws-client.ts';
import { launchChromium } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, heading } from '../support/pages.ts';
import { createAdministrator, createUserWithDevice, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

const narrow = { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } };

/** Presses "Create access key", and reads the file that is offered. */
async function create(page: Page): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  await button(page, 'Create access key').click();
  await dialog(page).getByRole('button', { name: 'Create access key' }).click();
  await heading(page, 'New access key').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Download credentials file').click(),
  ]);
  expect(file.suggestedFilename()).toBe('credentials');
  const text = readFileSync(await file.path(), 'utf8');
  const [, accessKeyId = '', secretAccessKey = ''] =
    /^\[sallyport\]\naws_access_key_id = (AKIA[A-Z2-7]{16})\naws_secret_access_key = (\S{40})\n$/.exec(
      text,
    ) ?? [];
  expect(await page.locator('[data-secret-access-key]').innerText()).toBe(secretAccessKey);
  return { accessKeyId, secretAccessKey };
}

test('an access key is shown once and downloaded, signs, is switched off and on, and deleted; there are two at most', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context, complaints } = await openSignedIn(browser, gateway, user.client, {
    ...narrow,
    acceptDownloads: true,
  });
  await page.goto(`${gateway.origin}/credentials`);
  await page.getByText('No access keys.').waitFor();
  const key = await create(page);
  await page.getByText(`aws iam list-mfa-devices --endpoint-url ${gateway.origin}`).waitFor();
  await expectAccessible(page, 'a new access key');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  // It is not lost by a key pressed in passing.
  await page.keyboard.press('Escape');
  await button(page, 'I have saved it').click();
  expect(await page.content()).not.toContain(key.secretAccessKey);
  const signed = async () => (await new AwsClient(gateway, key).action('ListMFADevices')).status;
  expect(await signed()).toBe(200);

  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: key.accessKeyId });
  await row.getByText('us-east-1').waitFor();
  await row.getByText('iam', { exact: true }).waitFor();
  await expectAccessible(page, 'listed');
  await button(page, `Deactivate ${key.accessKeyId}`).click();
  await dialog(page).getByRole('button', { name: 'Deactivate' }).click();
  await told(page, 'is inactive');
  expect(await signed()).toBe(403);
  await button(page, `Activate ${key.accessKeyId}`).click();
  await dialog(page).getByRole('button', { name: 'Activate' }).click();
  await told(page, 'is active');
  expect(await signed()).toBe(200);

  await create(page);
  await button(page, 'I have saved it').click();
  await page.getByText('Two access keys are the most').waitFor();
  expect(await button(page, 'Create access key').count()).toBe(0);
  await button(page, `Delete ${key.accessKeyId}`).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await told(page, 'is deleted');
  await button(page, 'Create access key').waitFor();
  expect(await signed()).toBe(403);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the owner is told why he has no access keys', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner.client);
  await page.goto(`${gateway.origin}/credentials`);
  await page.getByText('Create a user for programs').waitFor();
  expect(await button(page, 'Create access key').count()).toBe(0);
  await context.close();
});

test('an administrator makes a key for a user; for another administrator none is offered', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const administrator = await createAdministrator(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, owner.client, { acceptDownloads: true });
  await openUser(page, gateway, user.name);
  const key = await create(page);
  await button(page, 'I have saved it').click();
  await page.getByText('Made by an administrator').waitFor();
  const answer = await new AwsClient(gateway, key).action('GetUser');
  expect(answer.result).toMatchObject({ User: { UserName: user.name } });
  await openUser(page, gateway, administrator.name);
  await page.getByText('An administrator makes his own access keys.').waitFor();
  expect(await button(page, 'Create access key').count()).toBe(0);
  await context.close();
});
