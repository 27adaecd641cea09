import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab, type Tab } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { button, heading } from '../support/pages.ts';
import { setUpOwner } from '../support/people.ts';
import { answerWith, inSeconds, noRecovery, placedCall, sentMail } from '../support/recovery-wire.ts';
import { runtime } from '../support/runtime.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

const NARROW = { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } };
const WIDE = { colorScheme: 'light' as const, viewport: { width: 1280, height: 800 } };

/** A tab whose gateway says of the way back what the test says. */
async function recovering(said: () => object, options: object = WIDE): Promise<Tab> {
  const tab = await openTab(browser, options);
  await answerWith(tab.page, '/api/recovery', () => ({ data: { ...noRecovery, ...said() } }));
  // Held back, as some proxies do: the page asks instead.
  await tab.page.route('**/api/recovery/events', route => route.fulfill({ status: 502, body: '' }));
  return tab;
}

async function expectFits(tab: Tab, where: string): Promise<void> {
  await expectAccessible(tab.page, where);
  const over = await tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, where).toBeLessThanOrEqual(0);
}

test('S1-33, S1-37, S1-38, S1-42: the page goes on by itself where events do not come through', async () => {
  let said: object = { state: 'mail', mail: sentMail() };
  const tab = await recovering(() => said, NARROW);
  const { page, context } = tab;
  await page.goto(`${gateway.origin}/recover`);
  await heading(page, 'Sign in using alternative factors of authentication').waitFor();
  await page.getByText('spam folder').waitFor();
  await page.getByText('4821').first().waitFor();
  await page.getByRole('button', { name: /Resend the email in/ }).waitFor();
  await expectFits(tab, 'mail sent');

  said = { state: 'phone', mail: sentMail() };
  await button(page, 'Call me now').waitFor();
  // What began by itself takes the focus, so that it is heard.
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe('Step 2 of 3: Phone');
  await expectFits(tab, 'phone');

  said = { state: 'phone', mail: sentMail(), call: placedCall() };
  await page.locator('[data-digits="493021"]').waitFor();
  await page.getByText('Your phone is ringing').waitFor();
  await expectFits(tab, 'ringing');

  said = { state: 'verified', mail: sentMail(), call: { ...placedCall(), state: 'verified' } };
  await button(page, 'Sign in to the console').waitFor();
  await expectFits(tab, 'verified');
  await context.close();
});

test('S1-40, S1-44: a call that is not allowed yet is counted down to, the first one like the next', async () => {
  const callAt = inSeconds(3);
  const first = await recovering(() => ({ state: 'phone', callAt }), NARROW);
  await first.page.goto(`${gateway.origin}/recover`);
  await first.page.getByRole('button', { name: /^Call me in \d s$/, disabled: true }).waitFor();
  expect(await button(first.page, 'Call me now').count()).toBe(0);
  await expectFits(first, 'not yet');
  await button(first.page, 'Call me now').waitFor();
  // Nobody misses a call that was not placed.
  expect(await button(first.page, 'Sign in').count()).toBe(0);
  expect(await heading(first.page, 'No call?').count()).toBe(0);
  await first.context.close();

  const again = await recovering(() => ({
    ...{ state: 'phone', callAt: inSeconds(50) },
    call: { ...placedCall(), state: 'busy' },
  }));
  await again.page.goto(`${gateway.origin}/recover`);
  await again.page.getByRole('button', { name: /^Call me again in \d+ s$/, disabled: true }).waitFor();
  expect(await button(again.page, 'Call me again').count()).toBe(0);
  await again.context.close();
});

test('S1-43, S1-44: a call that came to nothing says why, and how to go on', async () => {
  let state = '';
  const { page, context } = await recovering(() => ({
    state: 'phone',
    mail: sentMail(),
    call: { ...placedCall(), state, callAgainAt: null },
  }));
  for (const [ended, sentence] of [
    ['machine', 'A machine took the call'],
    ['early', 'before the voice had asked'],
    ['wrong', 'not the right digits'],
    ['unanswered', 'Nobody answered'],
    ['busy', 'The line was busy'],
    ['failed', 'could not be made'],
  ] as const) {
    state = ended;
    await page.goto(`${gateway.origin}/recover`);
    await page.getByText(sentence).waitFor();
    await button(page, 'Call me again').waitFor();
    await button(page, 'Sign in').waitFor();
    // The digits of a call that is over are of no use.
    expect(await page.locator('[data-digits]').count(), ended).toBe(0);
  }
  await context.close();
});

test('S1-44: a phone that has rung for a minute leads to "Sign in", which starts over', async () => {
  let startedAt = inSeconds(-5);
  const { page, context } = await recovering(() => ({
    state: 'phone',
    mail: sentMail(),
    call: { ...placedCall(), startedAt },
  }));
  await page.goto(`${gateway.origin}/recover`);
  await button(page, 'Start over').waitFor();
  expect(await button(page, 'Sign in').count()).toBe(0);
  startedAt = inSeconds(-61);
  await heading(page, 'No call?').waitFor();
  await button(page, 'Sign in').waitFor();
  await context.close();
});

test('a code that a message brought is typed as people write it, and a wrong one is explained', async () => {
  const tab = await recovering(
    () => ({
      mode: 'sms',
      state: 'phone',
      mail: sentMail(),
      call: { ...placedCall(), digits: null, state: 'asked' },
    }),
    NARROW,
  );
  const { page, context } = tab;
  const sent = await answerWith(page, '/api/recovery/code', () => ({
    refused: 'PHONE_CODE_WRONG',
    status: 403,
  }));
  await page.goto(`${gateway.origin}/recover`);
  const field = page.getByLabel('Code', { exact: true });
  await field.fill('1234');
  await button(page, 'Verify').click();
  await page.getByText('Type all eight digits.').waitFor();
  expect(sent).toEqual([]);
  await field.fill('1234 5678');
  await button(page, 'Verify').click();
  await page.getByRole('alert').waitFor();
  expect(sent).toEqual(['{"code":"12345678"}']);
  await expectFits(tab, 'wrong code');
  await context.close();
});

test('S1-46: the page of the phone leads to the help topic and names the support contact', async () => {
  const tab = await recovering(
    () => ({ mode: 'sms', state: 'phone', mail: sentMail(), supportContact: 'Help desk, +49 30 1234' }),
    NARROW,
  );
  const { page, context } = tab;
  await page.goto(`${gateway.origin}/recover`);
  await button(page, 'Text me a code').waitFor();
  const link = page.getByRole('link', { name: 'Lost or unusable Multi-Factor Authentication (MFA) device' });
  expect(await link.getAttribute('href')).toBe('/help#lost');
  await page.getByText('Help desk, +49 30 1234').waitFor();
  await expectFits(tab, 'message');
  await context.close();
});

test('S1-17, S1-61, S1-62: whoever may not is told why, and whom to ask', async () => {
  let why = '';
  const { page, context } = await recovering(() => ({ offered: false, why, until: inSeconds(3600) }));
  for (const [reason, sentence] of [
    ['administrator', 'Contact your administrator'],
    ['cool-off', 'is closed until'],
    ['no-phone', 'no phone number of yours is verified'],
    ['no-mail', 'no e-mail address of yours is confirmed'],
    ['no-carrier', 'makes no phone calls'],
    ['failures', 'too many wrong codes'],
  ] as const) {
    why = reason;
    await page.goto(`${gateway.origin}/recover`);
    await page.getByText(sentence).waitFor();
    expect(await button(page, 'Send verification email').count(), reason).toBe(0);
  }
  await context.close();
});

test('S1-50, S1-51, S1-52, S1-53, S1-55, S1-66: what to do next depends on what was lost', async () => {
  const owner = await setUpOwner(gateway);
  const { page, context } = await openSignedIn(browser, gateway, owner.client, NARROW);
  let lostKind: string | null = null;
  await page.route('**/api/session', async route => {
    const response = await route.fetch();
    const { data } = await response.json();
    const recovered = {
      lostKind,
      lostSerialNumber: owner.device.serialNumber,
      supportContact: 'Help desk, room 12',
    };
    // Signed in after the device was assigned: no new one yet.
    const signedInAt = inSeconds(3600);
    const json = {
      success: true,
      data: { ...data, signedInAt, level: 'recovered', reachesApplications: false, recovered },
    };
    return route.fulfill({ response, json });
  });
  for (const [kind, sentence] of [
    ['virtual', 'remove the account from the app'],
    ['hardware', 'you may keep signing in with alternative factors'],
    ['fido', 'deactivate the old one here before you enable a new one'],
    [null, 'deactivate or delete it here, then assign a new one'],
  ] as const) {
    lostKind = kind;
    await page.goto(`${gateway.origin}/credentials?of=${kind}`);
    await page.getByText(sentence).waitFor();
    const toDevices = page.getByRole('link', { name: 'Go to my MFA devices' });
    expect(await toDevices.getAttribute('href')).toBe('#devices');
    await page.getByText('Help desk, room 12').waitFor();
    // The one that it speaks of is lost.
    expect(await page.getByText('This is your only device').count()).toBe(0);
  }
  await expectAccessible(page, 'after coming back in');
  await context.close();
});

test('a waiting time says when, and that others can cancel', async () => {
  const tab = await recovering(() => ({ state: 'waiting', readyAt: inSeconds(90_000) }), NARROW);
  const { page, context } = tab;
  await page.goto(`${gateway.origin}/recover`);
  await page.getByText('Please wait until').waitFor();
  await page.getByText('can cancel it').waitFor();
  expect(await button(page, 'Sign in to the console').count()).toBe(0);
  await expectFits(tab, 'waiting');
  await context.close();
});

test('a computer whose clock is an hour slow does not count an hour down', async () => {
  const { page, context } = await recovering(() => ({ state: 'mail', mail: sentMail() }));
  await page.route('**/api/recovery', route =>
    route.fulfill({
      headers: { date: new Date().toUTCString() },
      json: { success: true, data: { ...noRecovery, state: 'mail', mail: sentMail() } },
    }),
  );
  await page.clock.install({ time: Date.now() - 3_600_000 });
  await page.goto(`${gateway.origin}/recover`);
  const label = await page.getByRole('button', { name: /Resend the email in/ }).innerText();
  expect(label).toMatch(/in \d\d s$/);
  await context.close();
});

test('whoever comes without a sign-in that has begun is led to the sign-in page', async () => {
  const { page, context } = await openTab(browser);
  await answerWith(page, '/api/recovery', () => ({ refused: 'FLOW_ENDED', status: 401 }));
  await page.goto(`${gateway.origin}/recover`);
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/sign-in$/);
  await context.close();
});

test.each([
  ['/recover', 'Yes, verify my e-mail', '/api/recovery/link', 'RECOVERY_LINK_INVALID'],
  ['/not-me', 'This was not me', '/api/recovery/not-me', 'LINK_INVALID'],
  ['/reset-password', 'Save new password', '/api/password-reset/finish', 'LINK_INVALID'],
  ['/confirm-address', 'Confirm my address', '/api/address/confirm', 'LINK_INVALID'],
])('D10 opening the link %s changes nothing, its token leaves the address, and a useless one says so', async (path, go, route, code) => {
  const tab = await openTab(browser, NARROW);
  const { page, context, complaints } = tab;
  const asked = await answerWith(page, route, () => ({ refused: code, status: 403 }));
  const token = 't'.repeat(43);
  await page.goto(`${gateway.origin}${path}#${token}`);
  await button(page, go).waitFor();
  expect(page.url()).toBe(`${gateway.origin}${path}`);
  // Nor does a reload lose it.
  await page.reload();
  await button(page, go).waitFor();
  expect(asked).toEqual([]);
  await expectFits(tab, path);
  const password = page.getByLabel('New password', { exact: true });
  if (await password.isVisible()) await password.fill('unrelated words in a row');
  await button(page, go).click();
  await heading(page, 'This link does not work').waitFor();
  expect(asked.length).toBe(1);
  expect(asked[0]).toContain(token);
  await expectFits(tab, `${path}: useless`);
  expect(complaints).toEqual([]);
  await context.close();
});
