import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { button } from '../support/pages.ts';
import { DAY, letPass } from '../support/passing-time.ts';
import {
  beginSignIn,
  createUserWithDevice,
  enrolVirtual,
  setUpOwner,
  submitCode,
} from '../support/people.ts';
import { openSignedIn } from '../support/signed-in-tab.ts';

const gateway = await startGateway({ runtime: 'node' });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});
const owner = await setUpOwner(gateway);

test('the page foretells when a drifting device leaves the sign-in window, and advises a resync in time', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { device } = user;
  const tablet = await enrolVirtual(user.client, 'Tablet');
  // A clock that gains 30 seconds in nine days, and is used as often.
  for (let use = 0; use < 4; use += 1) {
    letPass(gateway, 9 * DAY);
    const step = device.centre() + 1;
    const { client } = await beginSignIn(gateway, user);
    const { serialNumber } = device;
    data(await client.post('/api/sign-in/code', { serialNumber, code: await device.codeAt(step) }));
    device.accepted(step);
  }
  letPass(gateway, 7 * DAY);
  const { client } = await beginSignIn(gateway, user);
  data(await submitCode(client, tablet));

  const { page, context } = await openSignedIn(browser, gateway, client);
  await page.goto(`${gateway.origin}/credentials`);
  await button(page, /^Details user-/).click();
  await page.getByText(/^Leaves it on .* if not used before$/).waitFor();
  await page
    .getByText(/^\d steps ahead \(\d min\)$/)
    .filter({ visible: true })
    .first()
    .waitFor();
  await page.getByText('Resync advised').waitFor();
  await expectAccessible(page, 'a clock that drifts');
  await button(page, 'Details Tablet').click();
  await page.getByText('Not enough known yet').waitFor();
  expect(await page.getByText('Resync advised').count()).toBe(1);

  letPass(gateway, 14 * DAY);
  const later = await beginSignIn(gateway, user);
  data(await submitCode(later.client, tablet));
  const tab = await openSignedIn(browser, gateway, later.client);
  await tab.page.goto(`${gateway.origin}/credentials`);
  await button(tab.page, /^Details user-/).click();
  await tab.page.getByText(/^May have left it on /).waitFor();
  await button(tab.page, 'Details Tablet').click();
  // Three weeks between its codes, and no drift.
  await tab.page.getByText('Steady').waitFor();
  await tab.context.close();
  await context.close();
});
