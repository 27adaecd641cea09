import { afterAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { launchChromium, openTab } from '../support/chromium.ts';
import { startGateway } from '../support/gateway.ts';
import { queueMail } from '../support/mail-rows.ts';
import { heading } from '../support/pages.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

const LOOKS = [
  ['light, wide', { colorScheme: 'light' as const, viewport: { width: 1280, height: 900 } }],
  ['dark, 320 px', { colorScheme: 'dark' as const, viewport: { width: 320, height: 640 } }],
] as const;

test('the outbox says that it is empty, and shows a mail that is written while it is open', async () => {
  const { page, context, complaints } = await openTab(browser);
  await page.goto(`${gateway.origin}/dev/outbox`);
  await heading(page, 'Outbox').waitFor();
  await page.getByText('No mail yet').waitFor();
  await expectAccessible(page, 'empty outbox');
  queueMail(gateway, { subject: 'Written just now', at: Date.now() - 60_000 });
  await heading(page, 'Written just now').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('D9 markup in a mail is text, and only links to the gateway itself can be followed', async () => {
  queueMail(gateway, {
    subject: 'Device <img src=x onerror=alert(1)> assigned',
    text: [
      `Look at ${gateway.origin}/credentials?x=1. Or at <a href="https://evil.example">x</a>`,
      `https://evil.example/ and ${gateway.origin}.evil.example/ and ${gateway.origin.replace('//', '//x@')}:1/`,
      `javascript:alert(1) and ${'long'.repeat(60)}`,
    ].join('\n'),
  });
  for (const [look, options] of LOOKS) {
    const { page, context, complaints } = await openTab(browser, options);
    await page.goto(`${gateway.origin}/dev/outbox`);
    await heading(page, 'Device <img src=x onerror=alert(1)> assigned').waitFor();
    const links = page.locator('.mails a');
    expect(await links.evaluateAll(all => all.map(one => (one as HTMLAnchorElement).href))).toEqual([
      `${gateway.origin}/credentials?x=1`,
    ]);
    await expectAccessible(page, `${look}: outbox`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, look).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await context.close();
  }
});
