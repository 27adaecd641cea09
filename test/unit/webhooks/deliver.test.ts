import { Webhook as Receiver } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as node from '../../../src/adapters/crypto/node.ts';
import * as worker from '../../../src/adapters/crypto/worker.ts';
import type { Database } from '../../../src/adapters/store/database.ts';
import { webhookDeliveries, webhooks } from '../../../src/adapters/store/schema.ts';
import type { AuditEvent } from '../../../src/core/audit/event.ts';
import { BACK_OFF, GIVEN_UP_AFTER } from '../../../src/core/mail/back-off.ts';
import { postDue, type WebhookDelivery } from '../../../src/core/webhooks/deliver.ts';
import { shownSecret } from '../../../src/core/webhooks/sign.ts';
import { WEBHOOK_EVENTS, webhookSecretContext } from '../../../src/core/webhooks/webhook.ts';
import { Seeded } from '../seeded.ts';
import { account, audit, NOW, newAccount, owner, webhook } from '../store/cast.ts';
import { GatewayFile } from '../store/gateway-file.ts';

const random = new Seeded('webhooks');
const seal = node.createSeal([{ id: 'k1', bytes: random.bytes(32) }]);
const secrets: Record<string, Uint8Array> = {};
let file: GatewayFile;

async function addWebhook(id: string): Promise<void> {
  const secret = random.bytes(32);
  secrets[id] = secret;
  const sealedSecret = await seal.seal(secret, webhookSecretContext(id));
  // Told without a sentence, so that the tests begin with nothing on its way.
  const made = { ...webhook(id), url: `https://${id}.example.org/`, sealedSecret };
  expect(await file.first.store.createWebhook(made, 5, audit('CreateWebhook'))).toBe(true);
}

beforeEach(async () => {
  file = new GatewayFile();
  await file.first.store.createAccount(newAccount, audit('CreateAccount'));
  await addWebhook('hook');
});
afterEach(() => file.delete());

const ARN = `arn:aws:iam::${account.id}:root`;
/** A change that somebody is told of; there is no address. */
const event = (name = 'DeactivateMFADevice', at = NOW): AuditEvent => ({
  ...audit(name),
  at,
  resource: 'GAHT12345678',
  notice: { personId: owner.id, subject: ARN, actor: undefined, sentence: 'It was deactivated.', mails: [] },
});
const happen = async (times = 1, name?: string, at = NOW) => {
  for (let time = 0; time < times; time += 1) await file.first.store.record(event(name, at));
};
const waiting = () => file.count('webhook_deliveries');

interface Posted {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Takes everything, but answers what `answers` says for a URL: a status, or what is thrown. */
function receiver(answers: Record<string, number | Error> = {}) {
  const posted: Posted[] = [];
  return {
    posted,
    check: async () => true,
    async post(url: string, headers: Readonly<Record<string, string>>, body: string) {
      await Promise.resolve();
      posted.push({ url, headers, body });
      const answer = answers[url] ?? 204;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

const deliver = (webhooks: WebhookDelivery['webhooks'], now = NOW, more: Partial<WebhookDelivery> = {}) =>
  postDue({
    store: file.first.store,
    seal,
    digest: node.digest,
    webhooks,
    atOnce: 4,
    now: () => now,
    ...more,
  });

describe('an event that somebody is told of', () => {
  test('is posted to the webhooks of its account, also where nobody has an address, and to no other account', async () => {
    await addWebhook('second');
    await happen();
    await file.first.store.record({ ...event(), accountId: '999988887777' });
    await file.first.store.record({ ...event(), accountId: undefined });
    await file.first.store.record({ ...event(), notice: undefined });
    const to = receiver();
    await deliver(to);
    expect(to.posted.map(({ url }) => url).sort()).toEqual([
      'https://hook.example.org/',
      'https://second.example.org/',
    ]);
    expect(new Set(to.posted.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    expect(JSON.parse(to.posted[0]?.body ?? '')).toEqual({
      type: 'DeactivateMFADevice',
      timestamp: new Date(NOW).toISOString(),
      data: {
        account: account.id,
        actor: null,
        subject: ARN,
        resource: 'GAHT12345678',
        outcome: 'success',
        sentence: 'It was deactivated.',
      },
    });
    expect(waiting()).toBe(0);
  });

  test('is queued in the batch of the change, and not where the change is refused', async () => {
    const { store } = file.first;
    expect(await store.rotateWebhookSecret({ id: 'other', accountId: account.id }, 's', NOW, event())).toBe(
      false,
    );
    expect(await store.deleteWebhook({ id: 'hook', accountId: '999988887777' }, event())).toBe(false);
    expect(await store.createWebhook(webhook('sixth'), 1, event())).toBe(false);
    expect(waiting()).toBe(0);
    expect(await store.rotateWebhookSecret({ id: 'hook', accountId: account.id }, 's', NOW, event())).toBe(
      true,
    );
    expect(waiting()).toBe(1);
  });

  test('again and again fills no table: sixty at once, then one a minute; other kinds go on', async () => {
    await happen(WEBHOOK_EVENTS.burst + 5);
    expect(waiting()).toBe(WEBHOOK_EVENTS.burst);
    await happen(1, 'DeleteUser');
    expect(waiting()).toBe(WEBHOOK_EVENTS.burst + 1);
    await happen(3, undefined, NOW + WEBHOOK_EVENTS.interval);
    expect(waiting()).toBe(WEBHOOK_EVENTS.burst + 2);
  });

  test('of an account without webhooks leaves nothing behind but its row', async () => {
    await file.first.store.deleteWebhook(webhook('hook'), audit('DeleteWebhook'));
    await happen();
    expect([waiting(), file.count('throttles')]).toEqual([0, 0]);
  });
});

describe.each([
  ['Node', node.digest],
  ['workerd', worker.digest],
])('a signature made on %s', (_, digest) => {
  const now = Date.now();
  /** The verifier of the npm package; it refuses times that are five minutes off. */
  const verify = (secret: Uint8Array, { headers, body }: Posted) =>
    new Receiver(shownSecret(secret)).verify(body, { ...headers });
  const one = async (at = now) => {
    await happen(1, undefined, now - 3_600_000);
    const to = receiver();
    await deliver(to, at, { digest });
    const [posted] = to.posted;
    if (posted === undefined) throw new Error('nothing was posted');
    return posted;
  };
  const secret = (id = 'hook') => secrets[id] ?? new Uint8Array();

  test('is the one of the Standard Webhooks specification, with the time of the attempt', async () => {
    const posted = await one();
    expect(verify(secret(), posted)).toMatchObject({ type: 'DeactivateMFADevice' });
    expect(posted.headers['webhook-timestamp']).toBe(String(Math.floor(now / 1000)));
  });

  test('does not fit another secret, body, id or time', async () => {
    const posted = await one();
    const { headers, body } = posted;
    expect(() => verify(random.bytes(32), posted)).toThrow();
    expect(() => verify(secret(), { ...posted, body: body.replace('success', 'refused') })).toThrow();
    for (const name of ['webhook-id', 'webhook-timestamp']) {
      const altered = { ...headers, [name]: `${headers[name]?.slice(0, -1)}x` };
      expect(() => verify(secret(), { ...posted, headers: altered }), name).toThrow();
    }
  });

  test('is worth nothing to whoever sends it again after five minutes', async () => {
    const late = await one(now - 301_000);
    expect(() => verify(secret(), late)).toThrow(/too old/);
  });

  test('comes from both secrets for a day after a rotation, then from the new one alone', async () => {
    const before = secret();
    const after = random.bytes(32);
    const sealed = await seal.seal(after, webhookSecretContext('hook'));
    await file.first.store.rotateWebhookSecret(
      webhook('hook'),
      sealed,
      now + 1,
      audit('RotateWebhookSecret'),
    );
    const during = await one();
    expect(verify(before, during)).toBeTruthy();
    expect(verify(after, during)).toBeTruthy();
    const afterwards = await one(now + 1);
    expect(verify(after, afterwards)).toBeTruthy();
    expect(() => verify(before, afterwards)).toThrow(/No matching signature/);
  });
});

describe('a receiver that does not take an event', () => {
  test.each([
    500, 404, 302, 301, 410, 199,
  ])('and answers %i gets it again, the same, after a pause', async status => {
    await happen();
    const down = receiver({ 'https://hook.example.org/': status });
    await deliver(down);
    await deliver(down, NOW + BACK_OFF[0] - 1);
    expect(down.posted).toHaveLength(1);
    const up = receiver();
    await deliver(up, NOW + BACK_OFF[0]);
    expect(up.posted[0]?.headers['webhook-id']).toBe(down.posted[0]?.headers['webhook-id']);
    expect(up.posted[0]?.body).toBe(down.posted[0]?.body);
    expect(waiting()).toBe(0);
  });

  test('is tried more and more seldom, and given up after three days; the log quotes neither address nor answer', async () => {
    await happen();
    const log: [string, object][] = [];
    const down = receiver({ 'https://hook.example.org/': new Error('ECONNREFUSED') });
    let now = NOW;
    for (const pause of [...BACK_OFF, 0]) {
      await deliver(down, now, { log: (name, details) => log.push([name, details]) });
      now += pause;
    }
    expect(down.posted).toHaveLength(BACK_OFF.length + 1);
    await deliver(down, NOW + GIVEN_UP_AFTER + BACK_OFF[4], {
      log: (name, details) => log.push([name, details]),
    });
    expect(waiting()).toBe(0);
    expect(log.at(-1)).toMatchObject([
      'WebhookGivenUp',
      { webhook: 'hook', reason: 'ECONNREFUSED', attempts: 7 },
    ]);
    expect(JSON.stringify(log)).not.toContain('example.org');
  });

  test('holds up no other one, and is tried once a pause however much waits for it', async () => {
    await addWebhook('second');
    await happen(20);
    const half = receiver({ 'https://hook.example.org/': new Error('ETIMEDOUT') });
    await deliver(half);
    const to = (name: string) => half.posted.filter(({ url }) => url.includes(name)).length;
    expect([to('hook'), to('second')]).toEqual([1, 20]);
    await deliver(half, NOW + BACK_OFF[0]);
    expect(to('hook')).toBe(2);
  });

  test('for longer than three days leaves nothing in the store, even what was never tried', async () => {
    await happen(3);
    await file.first.store.sweep(NOW + GIVEN_UP_AFTER);
    expect(waiting()).toBe(3);
    await file.first.store.sweep(NOW + GIVEN_UP_AFTER + 3 * 3_600_000);
    expect(waiting()).toBe(0);
  });
});

test('two processes at once post each event once', async () => {
  await happen(25);
  const to = receiver();
  await Promise.all([deliver(to), deliver(to, NOW, { store: file.second.store })]);
  const ids = to.posted.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(25);
  expect(new Set(ids).size).toBe(25);
});

test('control: two that look first and lease afterwards post the same twice', async () => {
  await happen(5);
  const look = ({ reader }: Database) => reader.select().from(webhookDeliveries).all();
  const [one, other] = await Promise.all([look(file.first.database), look(file.second.database)]);
  expect(one).toHaveLength(5);
  expect(other).toEqual(one);
});

test('what was on its way to a webhook ends with it', async () => {
  await happen(3);
  expect(await file.first.store.deleteWebhook(webhook('hook'), event('DeleteWebhook'))).toBe(true);
  expect(waiting()).toBe(0);
});

test('twenty at once make no sixth webhook', async () => {
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      [file.first, file.second][at % 2]?.store.createWebhook(webhook(`new${at}`), 5, audit('CreateWebhook')),
    ),
  );
  expect(made.filter(done => done === true)).toHaveLength(4);
  expect(file.count('webhooks')).toBe(5);
});

test('control: twenty that count first and insert afterwards make more than five', async () => {
  await Promise.all(
    Array.from({ length: 20 }, async (_, at) => {
      const { reader, writer } = [file.first, file.second][at % 2]?.database as Database;
      const held = await reader.select({ id: webhooks.id }).from(webhooks).all();
      if (held.length < 5)
        await writer
          .insert(webhooks)
          .values({ ...webhook(`new${at}`), earlierUntil: 0 })
          .run();
    }),
  );
  expect(file.count('webhooks')).toBeGreaterThan(5);
});
