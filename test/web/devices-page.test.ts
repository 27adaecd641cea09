import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { code, currentStep } from '../support/oathtool.ts';
import { button, dialog, heading, typeCode } from '../support/pages.ts';
import { createUser, createUserWithDevice, setUpOwner } from '../support/people.ts';
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

const DAY = 86_400_000;
/** RFC 6238 appendix B, in hex as vendors write it and in base32 as oathtool reads it. */
const HEX = '3132333435363738393031323334353637383930';
const BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const serial = () => `TOKEN-${randomBytes(5).toString('hex').toUpperCase()}`;
const file = (name: string, lines: string[]) => ({
  name,
  mimeType: '',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});

async function openImport(page: Page): Promise<void> {
  await page.goto(`${gateway.origin}/devices#import`);
  await heading(page, 'Import a file').waitFor();
}

async function importFile(page: Page, ...lines: string[]): Promise<void> {
  await openImport(page);
  await page.getByLabel('File', { exact: true }).setInputFiles(file('tokens.csv', lines));
  await button(page, 'Import').click();
}

/** A figure of the report, or of anything that is named and valued. */
const fact = (page: Page, name: string) =>
  page.locator('.facts > div', { hasText: name }).locator('dd').innerText();

describe.each([
  ['light, wide', { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } }],
  ['dark, 360 px', { colorScheme: 'dark' as const, viewport: { width: 360, height: 740 } }],
])('%s', (look, options) => {
  test('axe finds nothing on any tab, and nothing is wider than the window', async () => {
    await createUserWithDevice(gateway, owner);
    const { page, context, complaints } = await openSignedIn(browser, gateway, owner, options);
    const fits = async (where: string) => {
      await expectAccessible(page, `${look}: ${where}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, where).toBeLessThanOrEqual(0);
    };
    await page.goto(`${gateway.origin}/devices`);
    await page.getByRole('cell').first().waitFor();
    await fits('fleet');
    await importFile(page, `${serial()},${HEX}`, 'short,abc');
    await heading(page, 'Report of the import').waitFor();
    await fits('report');
    await page.getByRole('link', { name: 'Go to the inventory' }).click();
    await page.getByRole('cell').first().waitFor();
    await fits('inventory');
    await button(page, /^Delete TOKEN/)
      .first()
      .click();
    await fits('delete a token');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('the tabs are one stop for the keyboard, the arrows change them, and the address leads back', async () => {
  const { page, context } = await openSignedIn(browser, gateway, owner);
  await page.goto(`${gateway.origin}/devices`);
  await page.getByRole('tab', { name: 'Fleet' }).focus();
  await page.keyboard.press('ArrowRight');
  await heading(page, 'Inventory').waitFor();
  await page.keyboard.press('End');
  await heading(page, 'Import a file').waitFor();
  expect(new URL(page.url()).hash).toBe('#import');
  await page.reload();
  await heading(page, 'Import a file').waitFor();
  await context.close();
});

describe('the fleet', () => {
  test('the device that leaves the window soonest stands first, leads to its user, and is set to zero', async () => {
    const user = await createUserWithDevice(gateway, owner);
    await createUserWithDevice(gateway, owner);
    withStoreFile(gateway, store =>
      store
        .prepare(
          'update devices set drift = -6, last_used_at = ?, measured_drift = -2, measured_at = ? where serial_number = ?',
        )
        .run(Date.now() - 8 * DAY, Date.now() - 40 * DAY, user.device.serialNumber),
    );
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await page.goto(`${gateway.origin}/devices`);
    const row = page.locator('tbody tr').first();
    await row.getByText('6 steps behind (3 min)').waitFor();
    const said = await row.innerText();
    expect(said).toContain('Resync advised');
    // 4 steps of 30 s in 32 days.
    expect(said).toContain('Loses 3.8 s a day');
    await row.getByRole('button', { name: /^Set drift to zero/ }).click();
    await dialog(page).getByRole('button', { name: 'Set drift to zero' }).click();
    await dialog(page).waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByText('6 steps behind').count()).toBe(0);
    await page.getByRole('link', { name: user.name }).click();
    await heading(page, user.name).waitFor();
    await context.close();
  });
});

describe('the import', () => {
  test('S2-42 to S2-51 a token is imported and assigned to a user from the console, with eight digits and 60 seconds', async () => {
    const user = await createUser(gateway, owner);
    const { page, context, client, complaints } = await openSignedIn(browser, gateway, owner);
    const token = serial();
    await importFile(page, 'serial,secret,algorithm,digits,period', `${token},${HEX},SHA1,8,60`);
    await page.getByText('The whole file was read.').waitFor();
    expect(await fact(page, 'Imported')).toBe('1');

    await page.goto(`${gateway.origin}/user?name=${user.name}`);
    await button(page, 'Manage').click();
    await dialog(page).getByRole('radio', { name: 'Hardware MFA device' }).check();
    await button(page, 'Continue').click();
    await expectAccessible(page, 'assign a hardware token');
    const said = await dialog(page).innerText();
    expect(said).toContain('Usually on the back of the device.');
    expect(said).toContain('You may need to press the button on the front of the device.');
    expect(said).toContain('Wait 30 seconds while the device refreshes the code');
    expect(said).toContain('the device is successfully associated with the user but becomes out of sync');
    const step = currentStep(60);
    const show = (later: number) => code(BASE32, step + later, { digits: 8, period: 60 });
    await dialog(page).getByLabel('Serial number').fill(token);
    await page.getByLabel('MFA code 1').fill(await show(0));
    await page.getByLabel('MFA code 2').fill(await show(1));
    await button(page, 'Assign MFA').click();
    await dialog(page).getByText('The MFA device is ready for use with Sallyport.').waitFor();
    await dialog(page).getByRole('link', { name: 'Using MFA devices with your sign-in page' }).waitFor();
    await page.getByLabel('MFA code', { exact: true }).fill(await show(2));
    await button(page, 'Check').click();
    await page.getByText('In sync', { exact: true }).waitFor();
    await button(page, 'Done').click();
    const answer = await client.action<{ MFADevices: { SerialNumber: string }[] }>('ListMFADevices', {
      UserName: user.name,
    });
    expect(data(answer).MFADevices.map(device => device.SerialNumber)).toEqual([token]);

    // S2-40 the token is in somebody's hands now: nobody else gets it, and nobody deletes it.
    const other = await createUser(gateway, owner);
    await page.goto(`${gateway.origin}/user?name=${other.name}`);
    await button(page, 'Manage').click();
    await button(page, 'Continue').click();
    await dialog(page).getByLabel('Serial number').fill(token);
    await page.getByLabel('MFA code 1').fill(await show(3));
    await page.getByLabel('MFA code 2').fill(await show(4));
    await button(page, 'Assign MFA').click();
    await dialog(page).getByRole('alert').waitFor();
    await page.goto(`${gateway.origin}/devices#inventory`);
    const row = page.locator('tbody tr', { hasText: token });
    await row.getByRole('link', { name: user.name }).waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the report names each line that was not imported, in the page and as a file without formulas', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    const [known, formula] = [serial(), `=${serial()}`];
    await importFile(page, `${known},${HEX}`, `${known},${HEX}`, `${formula},not-a-secret`, 'short,abc');
    await heading(page, 'Report of the import').waitFor();
    expect([await fact(page, 'Imported'), await fact(page, 'Skipped'), await fact(page, 'Refused')]).toEqual([
      '1',
      '1',
      '2',
    ]);
    const lines = await page.locator('tbody tr th').allInnerTexts();
    expect(lines).toEqual(['2', '3', '4']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(page, 'Download the whole report').click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.split('\r\n').slice(0, 3)).toEqual([
      'line,serial number,outcome,reason',
      `1,${known},imported,`,
      `2,${known},skipped,`,
    ]);
    expect(text).not.toContain(formula);
    await context.close();
  });

  test('a file that breaks off is called incomplete', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openImport(page);
    const half = `<?xml version="1.0"?>\n<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc">\n`;
    await page.getByLabel('File', { exact: true }).setInputFiles(file('tokens.pskcxml', [half]));
    await button(page, 'Import').click();
    await page.getByText('Incomplete: reading stopped before the end of the file.').waitFor();
    await context.close();
  });

  test.each([
    10, 40,
  ])('a file of %i MB that is refused at its first line is reported while it is still being sent', async size => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openImport(page);
    const large = { name: 'tokens.csv', mimeType: '', buffer: Buffer.alloc(size * 2 ** 20, '{\n') };
    await page.getByLabel('File', { exact: true }).setInputFiles(large);
    await button(page, 'Import').click();
    await page.getByText('Line 1: This is JSON. An inventory is CSV or PSKC.').waitFor();
    await context.close();
  });

  test('a report with more lines than are listed says how many, and why reading stopped', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await importFile(page, `${serial()},${HEX}`, ...Array(10_002).fill('short,abc'));
    await page.getByText('2 more lines are counted, but too many to be listed.').waitFor();
    await button(page, 'Import another file').click();
    const refused = file('tokens.csv', Array(10_002).fill('short,abc'));
    await page.getByLabel('File', { exact: true }).setInputFiles(refused);
    await button(page, 'Import').click();
    await page.getByText('Line 10000: This does not look like an inventory').waitFor();
    await context.close();
  });

  test('a fresh proof is asked before the file travels', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    withStoreFile(gateway, store =>
      store.prepare('update sessions set proved_at = ?').run(Date.now() - 16 * 60_000),
    );
    const sent: string[] = [];
    page.on('request', request => {
      if (request.url().endsWith('/ImportHardwareMFADevices'))
        void request.allHeaders().then(headers => sent.push(headers['content-length'] ?? ''));
    });
    const line = `${serial()},${HEX}`;
    await importFile(page, line);
    await heading(page, 'Confirm it is you').waitFor();
    expect(sent).toEqual(['0']);
    await typeCode(page, owner.device);
    await page.getByText('The whole file was read.').waitFor();
    await expect.poll(() => sent).toEqual(['0', '0', String(line.length + 1)]);
    await context.close();
  });

  test('an upload shows how far it is, and can be stopped', async () => {
    const { page, context, client } = await openSignedIn(browser, gateway, owner);
    // The file, not the empty one before it, never arrives.
    let asked = 0;
    await page.route('**/ImportHardwareMFADevices', async route => {
      asked += 1;
      if (asked === 1) await route.continue();
    });
    const token = serial();
    await importFile(page, `${token},${HEX}`);
    await page.getByRole('progressbar', { name: 'Sending tokens.csv' }).waitFor();
    await expectAccessible(page, 'an upload');
    await button(page, 'Stop').click();
    await page.getByText('The upload was stopped.').waitFor();
    expect(await page.getByRole('progressbar').count()).toBe(0);
    const found = await client.action<{ HardwareMFADevices: unknown[] }>('ListHardwareMFADevices', {
      SerialNumberPrefix: token,
    });
    expect(data(found).HardwareMFADevices).toEqual([]);
    await context.close();
  });

  test('a pre-shared key or a password goes along as it was typed, hidden, and never into the address', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    const headers: string[] = [];
    page.on('request', request => {
      const header = request.headers()['sallyport-input'];
      if (header) headers.push(Buffer.from(header, 'base64url').toString('utf8'));
    });
    const secret = 'pässwörd ☂ 密';
    await openImport(page);
    await page.getByLabel('File', { exact: true }).setInputFiles(file('tokens.csv', [`${serial()},${HEX}`]));
    await page.getByRole('radio', { name: 'With a password' }).check();
    const field = page.getByLabel('Password of the file');
    expect(await field.getAttribute('type')).toBe('password');
    await field.fill(secret);
    await button(page, 'Import').click();
    await heading(page, 'Report of the import').waitFor();
    expect([...new Set(headers)]).toEqual([JSON.stringify({ Password: secret })]);
    await context.close();
  });

  test('a malformed pre-shared key is refused at its field, before the file travels', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    await openImport(page);
    await page.getByLabel('File', { exact: true }).setInputFiles(file('tokens.xml', ['<KeyContainer/>']));
    await page.getByRole('radio', { name: 'With a pre-shared key' }).check();
    await page.getByLabel('Pre-shared key', { exact: true }).fill('not a key!');
    await button(page, 'Import').click();
    await page.getByText('Write the key as hex or base32.').waitFor();
    await expectAccessible(page, 'a wrong pre-shared key');
    await context.close();
  });
});

describe('the inventory', () => {
  test('is searched by the beginning of a serial number, filtered, unlocked and cleared', async () => {
    const { page, context, client } = await openSignedIn(browser, gateway, owner);
    const [one, two] = [serial(), `OTHER-${serial()}`];
    await importFile(page, `${one},${HEX}`, `${two},${HEX}`);
    await page.getByRole('link', { name: 'Go to the inventory' }).click();
    await page.getByLabel('Serial number begins with').fill('other-');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByLabel('Assignment').selectOption('Assigned');
    await page.getByText('No token matches.').waitFor();
    await page.getByLabel('Assignment').selectOption('Unassigned');
    await button(page, `Delete ${two}`).click();
    await dialog(page).getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No token matches.').waitFor();
    withStoreFile(gateway, store =>
      store.prepare('update devices set failures = 10 where serial_number = ?').run(one),
    );
    await page.getByLabel('Serial number begins with').fill(one);
    await button(page, `Unlock ${one}`).click();
    await dialog(page).getByRole('button', { name: 'Unlock' }).click();
    await button(page, `Unlock ${one}`).waitFor({ state: 'hidden' });
    const left = await client.action<{ HardwareMFADevices: { Status: string }[] }>('ListHardwareMFADevices', {
      SerialNumberPrefix: one,
    });
    expect(data(left).HardwareMFADevices.map(({ Status }) => Status)).toEqual(['Active']);
    await context.close();
  });

  test('comes in pages, of which more are shown when asked', async () => {
    const { page, context } = await openSignedIn(browser, gateway, owner);
    const [first, batch] = [`AAAA-${serial()}`, serial()];
    const tokens = Array.from({ length: 130 }, (_, index) => `${batch}-${1000 + index},${HEX}`);
    await importFile(page, `${first},${HEX}`, ...tokens);
    await page.getByRole('link', { name: 'Go to the inventory' }).click();
    await page.getByText(first).waitFor();
    await page.getByLabel('Serial number begins with').fill(batch);
    await page.getByText(first).waitFor({ state: 'hidden' });
    await expect.poll(() => page.locator('tbody tr').count()).toBe(100);
    await button(page, 'Show more').click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(130);
    expect(await button(page, 'Show more').count()).toBe(0);
    await context.close();
  });
});
