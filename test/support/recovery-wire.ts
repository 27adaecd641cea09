import type { Page } from 'playwright-core';

/**
 * Answers of the way back that a gateway gives rarely or late (a busy line, a mail server that refuses, a waiting time
 * of days), put between the page and the gateway. The whole way with the gateway itself is in recover.test.ts.
 */
export const noRecovery = {
  offered: true,
  why: null,
  until: null,
  supportContact: null,
  mailTo: 'o***r@example.com',
  phone: '+49 ••• 20',
  mode: 'keypad',
  state: null,
  mail: null,
  call: null,
  callAt: null,
  readyAt: null,
};

export const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

export const sentMail = () => ({
  sentAt: inSeconds(-5),
  delivery: 'sent',
  linkExpiresAt: inSeconds(800),
  matchNumber: '4821',
  resendAt: inSeconds(50),
});

export const placedCall = () => ({
  state: 'ringing',
  digits: '493021',
  startedAt: inSeconds(-5),
  expiresAt: inSeconds(250),
  callAgainAt: inSeconds(50),
});

export type Said = { data: unknown } | { refused: string; status: number };

/** Every request of the page to the path is answered so; the calls are kept. */
export async function answerWith(page: Page, path: string, say: () => Said): Promise<string[]> {
  const bodies: string[] = [];
  await page.route(
    url => url.pathname === path,
    route => {
      bodies.push(route.request().postData() ?? '');
      const said = say();
      const body =
        'data' in said
          ? { success: true, data: said.data }
          : { success: false, error: { code: said.refused, message: `Refused with ${said.refused}.` } };
      return route.fulfill({ status: 'data' in said ? 200 : said.status, json: body });
    },
  );
  return bodies;
}
