import type { Page } from 'playwright-core';
import type { Gateway } from './gateway.ts';
import { readQrCode } from './qr-code.ts';
import { TokenDevice } from './token-device.ts';
import type { VirtualKey } from './virtual-key.ts';

/** What a person does on the pages, found by what the person sees. */
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
export const dialog = (page: Page) => page.getByRole('dialog');

export interface Account {
  email: string;
  password: string;
}

export async function setUp(page: Page, gateway: Gateway, { email, password }: Account): Promise<void> {
  await page.goto(`${gateway.origin}/set-up#${await gateway.setUpToken()}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Phone number').fill('+49 30 901820');
  await button(page, 'Create account').click();
  await page.waitForURL(/\/credentials/);
}

export async function nameDevice(
  page: Page,
  kind: 'Authenticator app' | 'FIDO',
  name: string,
): Promise<void> {
  if (!(await dialog(page).isVisible())) await button(page, /^(Assign|Manage) MFA device$/).click();
  await dialog(page).getByRole('radio', { name: kind }).check();
  await dialog(page).getByLabel('Device name').fill(name);
  await button(page, 'Continue').click();
}

/** Scans the QR code of the wizard's second step. */
export async function scan(page: Page): Promise<TokenDevice> {
  const uri = new URL(await readQrCode(page.getByRole('img', { name: /QR code/ })));
  if (uri.protocol !== 'otpauth:') throw new Error(`the QR code says ${uri.protocol}`);
  return new TokenDevice('', uri.searchParams.get('secret') ?? '');
}

export async function typePair(page: Page, device: TokenDevice): Promise<void> {
  const first = device.nextStep();
  await page.getByLabel('MFA code 1').fill(await device.codeAt(first));
  await page.getByLabel('MFA code 2').fill(await device.codeAt(first + 1));
  await button(page, 'Assign MFA').click();
  await heading(page, 'Try it now').waitFor();
  device.accepted(first + 1);
}

/** The last digit submits. */
export async function typeCode(page: Page, device: TokenDevice): Promise<void> {
  const step = device.nextStep();
  await page.getByLabel('MFA code', { exact: true }).fill(await device.codeAt(step));
  device.accepted(step);
}

export async function assignVirtual(page: Page, name: string): Promise<TokenDevice> {
  await nameDevice(page, 'Authenticator app', name);
  const device = await scan(page);
  await typePair(page, device);
  await typeCode(page, device);
  await dialog(page).waitFor({ state: 'hidden' });
  return device;
}

export async function assignKey(page: Page, key: VirtualKey, name: string): Promise<void> {
  await key.during(page, async () => {
    await nameDevice(page, 'FIDO', name);
    // The check asks for the key at once, and it answers. On a busy machine the virtual key now and then does not; then
    // one does what a person does: press "Try again", or pull the key out and plug it in once more.
    for (let tries = 1; ; tries += 1) {
      const limit = tries < 3 ? 7_000 : 20_000;
      const gone = dialog(page)
        .waitFor({ state: 'hidden', timeout: limit })
        .then(() => 'gone' as const);
      const refused = button(page, 'Try again')
        .waitFor({ timeout: limit })
        .then(() => 'refused' as const);
      const outcome = await Promise.any([gone, refused]).catch(error => {
        if (tries === 3) throw error;
        return 'silent' as const;
      });
      if (outcome === 'gone') return;
      if (outcome === 'refused') await button(page, 'Try again').click();
      else await key.replug(page);
    }
  });
}

export async function enterPassword(
  page: Page,
  gateway: Gateway,
  { email, password }: Account,
): Promise<void> {
  await page.goto(`${gateway.origin}/sign-in`);
  const elsewhere = button(page, 'Sign in to a different account');
  const radio = page.getByRole('radio', { name: /Root user/ });
  await elsewhere.or(radio).first().waitFor();
  if (await elsewhere.isVisible()) await elsewhere.click();
  await radio.check();
  await page.getByLabel("Root user's e-mail address").fill(email);
  await button(page, 'Next').click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
}

export async function chooseDevice(page: Page, name: string): Promise<void> {
  await heading(page, 'Additional verification required').waitFor();
  await page.getByRole('radio', { name }).check();
  await button(page, 'Next').click();
}

export async function expectSignedIn(page: Page): Promise<void> {
  await page.waitForURL(/\/credentials/);
  await heading(page, 'My security credentials').waitFor();
}

export async function signOut(page: Page): Promise<void> {
  await page.locator('header button[aria-expanded]').click();
  await button(page, 'Sign out').click();
  await page.waitForURL(/\/sign-in/);
}

export function deviceNames(page: Page): Promise<string[]> {
  return page
    .locator('li.row:has(.row-actions) h3')
    .evaluateAll(titles => titles.map(title => title.firstChild?.textContent ?? ''));
}

/** The same for a user, with a user name. */
export async function enterUserPassword(
  page: Page,
  gateway: Gateway,
  { name, password }: { name: string; password: string },
): Promise<void> {
  await page.goto(`${gateway.origin}/sign-in`);
  await page.getByRole('radio', { name: /^User/ }).check();
  await page.getByRole('textbox', { name: 'User name' }).fill(name);
  await button(page, 'Next').click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
}

/** Two codes into the fields that stand on every form for a pair. */
export async function fillPair(page: Page, first: string, second: string): Promise<void> {
  await page.getByLabel('MFA code 1').fill(first);
  await page.getByLabel('MFA code 2').fill(second);
}
