import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { actions } from '../../src/core/actions/table.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import { button, heading } from '../support/pages.ts';
import { setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

async function openDocs(hash = '', options: Parameters<typeof openTab>[1] = {}) {
  const tab = await openTab(browser, options);
  await tab.page.goto(`${gateway.origin}/docs${hash}`);
  await tab.page.getByLabel('Filter actions').waitFor({ state: 'attached' });
  return tab;
}

describe.each([
  ['light, wide', { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } }],
  ['dark, 360 px', { colorScheme: 'dark' as const, viewport: { width: 360, height: 640 } }],
])('%s', (look, options) => {
  test('axe finds nothing in the list, the start and an action, and nothing is wider than the page', async () => {
    const { page, context, complaints } = await openDocs('', options);
    for (const hash of [
      '',
      '#start',
      '#ResyncMFADevice',
      '#UpdateAccount',
      '#BeginFIDORegistration',
      '#ImportHardwareMFADevices',
    ]) {
      await page.goto(`${gateway.origin}/docs${hash}`);
      await page.locator('h1:visible').waitFor();
      await expectAccessible(page, `${look}: ${hash}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, hash).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test.each([
  '#ResyncMFADevice',
  '#Action=ResyncMFADevice',
])('S4-01 %s leads to the action, with what it takes and what comes back', async hash => {
  const { page, context } = await openDocs(hash);
  await heading(page, 'ResyncMFADevice').waitFor();
  expect(await page.title()).toBe('ResyncMFADevice - Sallyport');
  const said = await page.locator('article').innerText();
  // S4-02 to S4-06, S0-76, S0-79
  expect(said).toContain('Brings a TOTP device back in step');
  expect(said).toMatch(/Submit them at once.*\n.*waits too long fails, because the codes expire/s);
  expect(said).toMatch(/permission to call ResyncMFADevice, and a small tool/);
  const rows = await page.getByRole('row').allInnerTexts();
  expect(rows.map(row => row.split(/\s/)[0])).toEqual([
    'Parameter',
    'UserName',
    'SerialNumber',
    'AuthenticationCode1',
    'AuthenticationCode2',
  ]);
  // S4-17
  expect(said).toContain('--aws-sigv4 "aws:amz:us-east-1:iam"');
  expect(said).toContain('--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"');
  expect(said).toContain('aws iam resync-mfa-device');
  expect(said).toContain(`--endpoint-url ${gateway.origin}`);
  expect(said).toContain('"created_at"');
  expect(said).toContain('"VALIDATION_ERROR"');
  expect(said).toContain('"Invalid request parameters"');
  await context.close();
});

test('S4-17 the curl is copied, the page says so, and it runs', async () => {
  const { page, context } = await openDocs('#ListUsers', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await button(page, 'Copy: curl with an API key').click();
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const { key } = await createKey(gateway, owner);
  const { stdout } = await promisify(execFile)('sh', ['-c', command], {
    env: { PATH: process.env.PATH, SALLYPORT_API_KEY: key.Secret },
  });
  expect(JSON.parse(stdout)).toMatchObject({ success: true, data: { Users: [] } });
  await context.close();
});

test('the list stands where the chosen action is', async () => {
  const { page, context } = await openDocs('#UpdateAccount');
  const link = page.getByRole('link', { name: 'UpdateAccount', exact: true });
  expect(await link.getAttribute('aria-current')).toBe('page');
  await expect
    .poll(() => link.evaluate(element => element.getBoundingClientRect().bottom <= innerHeight))
    .toBe(true);
  await context.close();
});

test('lists every action, and the filter looks at names and at what they do', async () => {
  const { page, context } = await openDocs();
  const names = () => page.getByRole('navigation', { name: 'Actions' }).getByRole('link').allInnerTexts();
  expect(await names()).toEqual(['Getting started', ...Object.keys(actions)]);
  await page.getByLabel('Filter actions').fill('resync');
  expect(await names()).toContain('ResyncMFADevice');
  expect(await names()).not.toContain('ListUsers');
  await page
    .getByRole('status')
    .filter({ hasText: /^\d+ of \d+ actions$/ })
    .waitFor();
  await context.close();
});

test('the keyboard goes from the list to the action, and the page before comes back', async () => {
  const { page, context } = await openDocs();
  await page.getByRole('link', { name: 'ListUsers', exact: true }).focus();
  await page.keyboard.press('Enter');
  await heading(page, 'ListUsers').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('ListUsers');
  await page.goBack();
  await heading(page, 'API reference').waitFor();
  await context.close();
});

test('an address that names no action says so, and shows where to start', async () => {
  const { page, context } = await openDocs('#Action=MakeCoffee');
  await page.getByText('There is no action of this name: MakeCoffee').waitFor();
  await heading(page, 'API reference').waitFor();
  await context.close();
});

test('where there is no reference, the page says so', async () => {
  const { page, context } = await openTab(browser);
  await page.route('**/openapi.json', route => route.fulfill({ status: 503 }));
  await page.goto(`${gateway.origin}/docs`);
  await page.getByText('The reference could not be loaded.').waitFor();
  await context.close();
});
