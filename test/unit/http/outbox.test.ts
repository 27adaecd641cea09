import { expect, test } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import type { Deps } from '../../../src/http/deps.ts';

const origin = 'http://localhost:8787';

function appOf(development: boolean) {
  return createApp({
    relyingParty: { id: 'localhost', name: 'Sallyport', origin },
    store: { latestMails: async () => [] },
    page: async (path: string) => (path === '/outbox.html' ? { body: 'the outbox', headers: {} } : undefined),
    development,
  } as unknown as Deps);
}

test.each(['/dev/outbox', '/dev/outbox.json'])('%s is there in development and nowhere else', async path => {
  expect((await appOf(true).request(`${origin}${path}`)).status).toBe(200);
  expect((await appOf(false).request(`${origin}${path}`)).status).toBe(404);
});
