import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import {
  assignKey,
  assignVirtual,
  button,
  chooseDevice,
  dialog,
  enterPassword,
  expectSignedIn,
  heading,
  nameDevice,
  scan,
  signOut,
  typeCode,
  typePair,
} from '../support/pages.ts';
import { newPassword } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import type { TokenDevice } from '../support/token-device.ts';
import { VirtualKey } from '../support/virtual-key.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const { page, context, complaints } = await openTab(browser);
const owner = { email: 'owner@example.com', password: newPassword() };
const securityKey = new VirtualKey();
const passkey = new VirtualKey({ transport: 'internal' });
let phone: TokenDevice;

// One person's first day, in order: each test starts where the one before ended.

test('before set-up the sign-in page says what to do', async () => {
  await page.goto(`${gateway.origin}/sign-in`);
  await heading(page, 'Not set up yet').waitFor();
  await expectAccessible(page, 'not set up yet');
});

test('a broken set-up link says so', async () => {
  await page.goto(`${gateway.origin}/set-up#${'A'.repeat(43)}`);
  await heading(page, 'This link does not work').waitFor();
  await expectAccessible(page, 'broken link');
});

test('the printed link leads to the account, and its token leaves the address bar (3.8)', async () => {
  const token = await gateway.setUpToken();
  await page.goto('about:blank');
  await page.goto(`${gateway.origin}/set-up#${token}`);
  await page.getByLabel('E-mail address').waitFor();
  expect(page.url()).not.toContain(token);
  await expectAccessible(page, 'set-up');
  await button(page, 'Create account').click();
  await page.locator('[aria-invalid=true]:focus').waitFor();
  await expectAccessible(page, 'set-up with errors');
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByLabel('Phone number').fill('+49 30 901820');
  await button(page, 'Create account').click();
  await page.waitForURL(/\/credentials/);
});

test('set-up leads straight to the first device: a QR code, read from the screen, and two codes', async () => {
  await dialog(page).waitFor();
  await expectAccessible(page, 'assign: choice');
  await nameDevice(page, 'Authenticator app', 'My phone');
  phone = await scan(page);
  const shown = (await dialog(page).locator('code').innerText()).replace(/\s/g, '');
  expect(shown).toBe(phone.secret);
  await expectAccessible(page, 'assign: QR code');
  await typePair(page, phone);
  await expectAccessible(page, 'assign: check');
  await typeCode(page, phone);
  await dialog(page).waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: 'My phone' }).waitFor();
  await expectAccessible(page, 'credentials');
});

test('sign-out leads to the sign-in page and closes the pages behind it', async () => {
  const cookies = await context.cookies(gateway.origin);
  const session = cookies.find(({ name }) => name.endsWith('sallyport'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await signOut(page);
  await page.goto(`${gateway.origin}/credentials`);
  await page.waitForURL(/\/sign-in/);
});

test('the owner signs in with password and code, and a wrong code is explained and focused', async () => {
  await enterPassword(page, gateway, owner);
  await heading(page, 'Multi-factor authentication').waitFor();
  await expectAccessible(page, 'code');
  const field = page.getByLabel('MFA code', { exact: true });
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
  await field.fill(await phone.wrongCode());
  await page.getByRole('alert').or(page.locator('.field-wrong')).first().waitFor();
  await expect.poll(() => field.evaluate(input => input === document.activeElement)).toBe(true);
  await expectAccessible(page, 'wrong code');
  await typeCode(page, phone);
  await expectSignedIn(page);
});

test('a FIDO key is assigned, and signs in after the password', async () => {
  await assignKey(page, securityKey, 'Blue key');
  await page.getByRole('heading', { name: 'Blue key' }).waitFor();
  await signOut(page);
  await enterPassword(page, gateway, owner);
  await heading(page, 'Additional verification required').waitFor();
  await expectAccessible(page, 'choice of devices');
  await securityKey.during(page, async () => {
    await chooseDevice(page, 'Blue key');
    await expectSignedIn(page);
  });
});

test('a passkey is assigned, and signs in by the button, without a name and without a password (S2-02)', async () => {
  await assignKey(page, passkey, 'This computer');
  await signOut(page);
  // Without the suggestions: the virtual authenticator would accept them before the button is found.
  await page.addInitScript(() => {
    if (location.hash === '#no-suggestions')
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  await page.goto('about:blank');
  await page.goto(`${gateway.origin}/sign-in#no-suggestions`);
  await button(page, 'Sign in with a passkey').waitFor();
  await passkey.during(page, async () => {
    await button(page, 'Sign in with a passkey').click();
    await expectSignedIn(page);
  });
});

test('a passkey signs in from the suggestions of the name field, without a click (S2-02)', async () => {
  await signOut(page);
  // Chromium's virtual authenticator accepts the suggestion by itself when it is there as the page opens; it must
  // not be there for the page that is left, whose answer would go nowhere.
  await page.goto('about:blank');
  await passkey.during(page, async () => {
    await page.goto(`${gateway.origin}/sign-in`);
    await expectSignedIn(page);
  });
});

test('eight devices of mixed kinds are assigned, and a ninth is refused', async () => {
  await assignVirtual(page, 'Tablet');
  await assignVirtual(page, 'Old phone');
  for (const name of ['Red key', 'Green key', 'Grey key']) await assignKey(page, new VirtualKey(), name);
  await page.getByText(/You have all 8 devices/).waitFor();
  expect(await button(page, 'Assign MFA device').count()).toBe(0);
  await expectAccessible(page, 'eight devices');
  const ninth = await page.evaluate(async () => {
    const post = async (name: string, input: object) => {
      const response = await fetch(`/api/actions/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      return response.json();
    };
    const made = await post('CreateVirtualMFADevice', { VirtualMFADeviceName: 'ninth' });
    return made.success ? post('BeginFIDORegistration', {}) : made;
  });
  expect(ninth).toMatchObject({ success: false, error: { code: 'LIMIT_EXCEEDED' } });
});

test('each of the kinds still signs in', async () => {
  await signOut(page);
  await enterPassword(page, gateway, owner);
  await chooseDevice(page, 'My phone');
  await typeCode(page, phone);
  await expectSignedIn(page);
});

test('the browser found nothing to complain about: no script error, nothing blocked by the policy', () => {
  expect(complaints).toEqual([]);
});
