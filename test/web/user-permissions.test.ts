import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openUser, told } from '../support/administration.ts';
import { launchChromium } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { button, dialog, heading } from '../support/pages.ts';
import { createUserWithDevice, type Person, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1 } from '../support/seed-policies.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';
import { policy, put } from '../support/user-policies.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

async function openPermissions(page: Page, { name }: Person): Promise<void> {
  await openUser(page, gateway, name);
  await page.getByRole('tab', { name: 'Permissions' }).click();
  await button(page, 'Add policy').waitFor();
}

const area = (page: Page) => page.getByRole('textbox', { name: 'Policy document' });

async function tryIt(page: Page, action: string, on: string, way: string): Promise<void> {
  await page.getByLabel('Action').fill(action);
  await page.getByLabel('On', { exact: true }).selectOption(on);
  await page.getByLabel('The request comes').selectOption(way);
  await button(page, 'Try it').click();
}

const narrow = { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } };
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('a policy with faults is shown them at their lines, by "Check" and by "Save", and nothing is stored', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context, complaints } = await openSignedIn(browser, gateway, owner, narrow);
  await openPermissions(page, user);
  await button(page, 'Add policy').click();
  await page.getByLabel('Policy name').fill('mine');
  await area(page).fill(
    '{\n  "Version": "2012-10-17",\n  "Statement": {\n    "Effect": "Perhaps",\n    "Actoin": "*"\n  }\n}',
  );
  await button(page, 'Check').click();
  await page.getByText('Effect is Allow or Deny.').waitFor();
  expect(await page.locator('.numbers .faulty').allInnerTexts()).toContain('4');
  await expectAccessible(page, 'faults');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page
    .getByRole('button', { name: /^Line 5, column / })
    .first()
    .click();
  expect(
    await area(page).evaluate((text: HTMLTextAreaElement) =>
      text.value.slice(text.selectionStart).startsWith('"Actoin"'),
    ),
  ).toBe(true);
  await area(page).fill('');
  await button(page, 'Check').click();
  await page.locator('.numbers .faulty').waitFor();
  await area(page).fill('{"Statement": 1}');
  // What is being mended is no longer called wrong.
  expect(await page.locator('.numbers .faulty').count()).toBe(0);
  await button(page, 'Save policy').click();
  await page.getByText(/^The policy has \d+ faults?:$/).waitFor();
  const answer = await owner.client.action<{ PolicyNames: string[] }>('ListUserPolicies', {
    UserName: user.name,
  });
  expect(data(answer).PolicyNames).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test('S0-12..S0-23: the policy of the vendor is pasted, tried before it is saved and after, edited, and deleted', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context, complaints } = await openSignedIn(browser, gateway, owner);
  await openPermissions(page, user);
  await button(page, 'Detach ManageOwnMFA').click();
  await dialog(page).getByRole('button', { name: 'Detach' }).click();
  await button(page, 'Attach ManageOwnMFA').waitFor();
  await expectAccessible(page, 'permissions');
  await button(page, 'Add policy').click();
  await page.getByLabel('Policy name').fill('vendor');
  await area(page).fill(POLICY_1);
  await button(page, 'Check').click();
  await page.getByText('The policy is sound.').waitFor();

  const verdict = page.locator('.verdict');
  await tryIt(page, 'iam:ResyncMFADevice', 'This user', 'With an access key or API key');
  await verdict.getByText('Allowed', { exact: true }).waitFor();
  await verdict.getByText('This policy, lines ').waitFor();
  await verdict.getByText('AllowUserToViewAndManageTheirOwnUserMFA').waitFor();
  const lines = POLICY_1.split('\n');
  const marked = await page.locator('.numbers .deciding').allInnerTexts();
  expect(marked.map(line => lines[Number(line) - 1]).join('\n')).toContain('AllowUserToViewAndManage');
  await expectAccessible(page, 'tried');
  await tryIt(page, 'iam:ResyncMFADevice', 'Another user', 'Just after signing in with MFA');
  await verdict.getByText('No statement allows it.').waitFor();
  await tryIt(page, 'iam:DeactivateMFADevice', 'This user', 'After sign-in by password alone');
  await verdict.getByText('BlockAllExceptListedIfNoMFA').waitFor();
  await verdict.getByText('Denied', { exact: true }).waitFor();

  await button(page, 'Save policy').click();
  await told(page, 'The policy vendor is saved.');
  await tryIt(page, 'iam:DeactivateMFADevice', 'This user', 'After sign-in by password alone');
  await verdict.getByText('vendor, lines ').waitFor();
  const stored = await owner.client.action<{ PolicyDocument: string }>('GetUserPolicy', {
    UserName: user.name,
    PolicyName: 'vendor',
  });
  expect(data(stored).PolicyDocument).toBe(POLICY_1);

  await button(page, 'Edit vendor').click();
  expect(await area(page).inputValue()).toBe(POLICY_1);
  await area(page).fill(POLICY_1.replace('iam:ResyncMFADevice', 'iam:UnlockMFADevice'));
  // The stored one is not counted beside the one that replaces it.
  await tryIt(page, 'iam:ResyncMFADevice', 'This user', 'Just after signing in with MFA');
  await verdict.getByText('No statement allows it.').waitFor();
  await button(page, 'Cancel').click();
  await dialog(page).getByRole('button', { name: 'Discard' }).click();
  await button(page, 'Delete vendor').click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No own policies.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('every example is a policy, and a name that is taken is not written over', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await put(owner, user, POLICY_1, 'there');
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await openPermissions(page, user);
  await button(page, 'Add policy').click();
  const start = page.getByLabel('Start from');
  const examples = await start.getByRole('option').allInnerTexts();
  expect(examples.length).toBeGreaterThan(2);
  for (const example of examples) {
    await start.selectOption(example);
    await button(page, 'Check').click();
    await page.getByText('The policy is sound.').waitFor();
  }
  await page.getByLabel('Policy name').fill('there');
  await button(page, 'Save policy').click();
  await page.getByText('The user has a policy of this name.').waitFor();
  await context.close();
});

test('a text that is not saved is discarded only by whoever says so: template, tab, Cancel and leaving the page', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await openPermissions(page, user);
  await button(page, 'Add policy').click();
  const start = page.getByLabel('Start from');
  const keep = () => dialog(page).getByRole('button', { name: 'Cancel' }).click();
  const discard = () => dialog(page).getByRole('button', { name: 'Discard' }).click();
  // A template as it came is nobody's work.
  await start.selectOption('mfa');
  expect(await area(page).inputValue()).toContain('NothingElseWithoutMfa');
  await area(page).fill('my own text');
  await start.selectOption('network');
  await keep();
  expect([await start.inputValue(), await area(page).inputValue()]).toEqual(['mfa', 'my own text']);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await keep();
  await button(page, 'Cancel').click();
  await keep();
  expect(await area(page).inputValue()).toBe('my own text');
  const asked = page.waitForEvent('dialog');
  void page.reload().catch(() => undefined);
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await start.selectOption('network');
  await discard();
  expect([await start.inputValue(), await area(page).inputValue()]).toEqual([
    'network',
    expect.stringContaining('LookFromTheOffice'),
  ]);
  await area(page).fill('my own text');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await discard();
  await area(page).waitFor({ state: 'detached' });
  await context.close();
});

test('a verdict goes with the question that it answered', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await openPermissions(page, user);
  await tryIt(page, 'iam:ResyncMFADevice', 'This user', 'Just after signing in with MFA');
  await page.locator('.verdict').waitFor();
  await page.getByLabel('Action').fill('nothing');
  await button(page, 'Try it').click();
  await page.getByText('An action is a name such as').waitFor();
  expect(await page.locator('.verdict').count()).toBe(0);
  await context.close();
});

test('the document of a built-in policy can be read', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { page, context } = await openSignedIn(browser, gateway, owner, narrow);
  await openPermissions(page, user);
  await button(page, 'Document ManageOwnMFA').click();
  await page.getByText('"Sid": "OneselfAlone"').waitFor();
  await expectAccessible(page, 'a document');
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await heading(page, user.name).waitFor();
  await context.close();
});

test('a limited administrator is told that he gives no rights over others', async () => {
  const helper = await createUserWithDevice(gateway, owner);
  const user = await createUserWithDevice(gateway, owner);
  const mayPut = policy({
    Effect: 'Allow',
    Action: ['iam:Get*', 'iam:List*', 'iam:*UserPolicy'],
    Resource: '*',
  });
  await put(owner, helper, mayPut);
  const { page, context } = await openSignedIn(browser, gateway, helper);
  await openPermissions(page, user);
  await button(page, 'Attach AdministratorAccess').click();
  await dialog(page).getByRole('button', { name: 'Attach' }).click();
  await dialog(page).getByText('Only an administrator with all rights gives rights over others').waitFor();
  await context.close();
});
