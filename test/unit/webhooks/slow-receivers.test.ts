import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSeal, digest } from '../../../src/adapters/crypto/node.ts';
import type { AuditEvent } from '../../../src/core/audit/event.ts';
import { BACK_OFF, LONGEST_ATTEMPT } from '../../../src/core/mail/back-off.ts';
import { postDue, type WebhookDelivery } from '../../../src/core/webhooks/deliver.ts';
import { webhookSecretContext } from '../../../src/core/webhooks/webhook.ts';
import { Seeded } from '../seeded.ts';
import { account, audit, NOW, newAccount, owner, webhook } from '../store/cast.ts';
import { GatewayFile } from '../store/gateway-file.ts';

const random = new Seeded('slow receivers');
const seal = createSeal([{ id: 'k1', bytes: random.bytes(32) }]);
const OTHER = '444455556666';
const THIRD = '777788889999';
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  await file.first.store.createAccount(newAccount, audit('CreateAccount'));
  for (const id of [OTHER, THIRD]) {
    const root = { ...owner, id: `ROOT${id}`, accountId: id, email: `${id}@example.org`, userHandle: id };
    const made = { account: { ...account, id, alias: `a${id}` }, owner: root, sealedPhone: 'k1.x' };
    await file.first.store.createAccount(made, audit('CreateAccount'));
  }
});
afterEach(() => file.delete());

async function addWebhooks(accountId: string, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    const sealedSecret = await seal.seal(random.bytes(32), webhookSecretContext(id));
    const made = { ...webhook(id), accountId, url: `https://${id}.example.org/`, sealedSecret };
    expect(await file.first.store.createWebhook(made, 5, audit('CreateWebhook'))).toBe(true);
  }
}

async function happen(accountId: string, times = 1, at = NOW): Promise<void> {
  const notice = { personId: owner.id, subject: 'arn', actor: undefined, sentence: 's', mails: [] };
  const event: AuditEvent = { ...audit('RenameMFADevice'), accountId, at, notice };
  for (let time = 0; time < times; time += 1) await file.first.store.record(event);
}

/** Receivers whose name begins with "slow" answer when they are let; the others at once. */
class Receivers {
  /** The names of the webhooks, as they were posted to. */
  readonly posted: string[] = [];
  private readonly held: { name: string; answer: (status: number) => void }[] = [];

  check = async () => true;
  post = async (url: string): Promise<number> => {
    const name = new URL(url).hostname.split('.')[0] ?? '';
    this.posted.push(name);
    if (!name.startsWith('slow')) return 204;
    return new Promise(answer => this.held.push({ name, answer }));
  };

  to(name: string): number {
    return this.posted.filter(each => each === name).length;
  }

  get waiting(): string[] {
    return this.held.map(({ name }) => name).sort();
  }

  answer(status = 204): void {
    this.held.shift()?.answer(status);
  }
}

const start = (webhooks: Receivers, more: Partial<WebhookDelivery> = {}) =>
  postDue({ store: file.first.store, seal, digest, webhooks, atOnce: 4, now: () => NOW, ...more });

/** Lets every receiver answer until the round is over. */
async function finish(round: Promise<void>, receivers: Receivers): Promise<void> {
  const timer = setInterval(() => receivers.answer(), 1);
  await round.finally(() => clearInterval(timer));
}

const soon = { timeout: 5_000, interval: 5 };
const untilPosted = (receivers: Receivers, times: number) =>
  expect.poll(() => receivers.posted.length, soon).toBe(times);

describe('slow receivers of one account', () => {
  const SLOW = ['slow1', 'slow2', 'slow3', 'slow4', 'slow5'];

  test('hold up no event of another account, also when theirs are older and fill more than every place', async () => {
    await addWebhooks(account.id, ...SLOW);
    await addWebhooks(OTHER, 'fast');
    await happen(account.id, 3);
    await happen(OTHER, 10, NOW + 1);
    const receivers = new Receivers();
    const round = start(receivers, { now: () => NOW + 1 });
    await expect.poll(() => receivers.to('fast'), soon).toBe(10);
    // Not one of them has answered; the account has half of the places, and its other webhooks wait.
    expect(receivers.waiting).toHaveLength(2);
    expect(receivers.posted).toHaveLength(12);
    await finish(round, receivers);
    expect(receivers.posted).toHaveLength(25);
    expect(file.count('webhook_deliveries')).toBe(0);
  });

  test('hold up no event of another account that happens while they are waited for', async () => {
    await addWebhooks(account.id, ...SLOW);
    await addWebhooks(OTHER, 'fast');
    await happen(account.id);
    const receivers = new Receivers();
    const round = start(receivers, { lookAgain: () => new Promise(done => setTimeout(done, 5)) });
    await untilPosted(receivers, 2);
    await happen(OTHER, 2);
    await expect.poll(() => receivers.to('fast'), soon).toBe(2);
    expect(receivers.waiting).toHaveLength(2);
    await finish(round, receivers);
  });

  test('hold up the others of that account no more than their own place', async () => {
    await addWebhooks(account.id, 'slow1', 'fast');
    await happen(account.id, 10);
    const receivers = new Receivers();
    const round = start(receivers);
    await expect.poll(() => receivers.to('fast'), soon).toBe(10);
    expect(receivers.waiting).toEqual(['slow1']);
    await finish(round, receivers);
  });
});

test('an answer that comes while the store is asked for more is not overlooked', async () => {
  await addWebhooks(account.id, 'fast');
  await happen(account.id, 3);
  const receivers = new Receivers();
  const { store } = file.first;
  const leaseDelivery: typeof store.leaseDelivery = async (...asked) => {
    const leased = await store.leaseDelivery(...asked);
    // Long enough for the one under way to be settled.
    if (leased === undefined) await expect.poll(() => settled, soon).toBe(receivers.posted.length);
    return leased;
  };
  let settled = 0;
  const settleDelivery = async (id: string) => {
    await store.settleDelivery(id);
    settled += 1;
  };
  await start(receivers, { store: { ...store, leaseDelivery, settleDelivery } });
  expect(receivers.posted).toHaveLength(3);
});

describe('turns', () => {
  test('go round the accounts, whatever lies in front, and round the webhooks of each', async () => {
    await addWebhooks(account.id, 'a1', 'a2');
    await addWebhooks(OTHER, 'b');
    await addWebhooks(THIRD, 'c');
    await happen(account.id, 20, NOW - 2);
    await happen(OTHER, 3, NOW - 1);
    await happen(THIRD, 2);
    const receivers = new Receivers();
    await start(receivers, { atOnce: 1 });
    expect(receivers.posted.slice(0, 9)).toEqual(['a1', 'b', 'c', 'a2', 'b', 'c', 'a1', 'b', 'a2']);
    expect(receivers.posted).toHaveLength(45);
  });

  test('of accounts that take all places come to everybody: the next free place is for who waits longest', async () => {
    await addWebhooks(account.id, 'slow1', 'slow2');
    await addWebhooks(OTHER, 'slow3', 'slow4');
    await addWebhooks(THIRD, 'fast');
    for (const id of [account.id, OTHER]) await happen(id, 5, NOW - 1);
    await happen(THIRD, 3);
    const receivers = new Receivers();
    const round = start(receivers, { atOnce: 2 });
    await untilPosted(receivers, 2);
    receivers.answer();
    await expect.poll(() => receivers.to('fast'), soon).toBeGreaterThan(0);
    await finish(round, receivers);
    expect(file.count('webhook_deliveries')).toBe(0);
  });
});

describe('one delivery a webhook at a time', () => {
  test('holds while a place is free, and in a second process, which goes on with other webhooks', async () => {
    await addWebhooks(account.id, 'slow', 'fast');
    await happen(account.id, 2);
    const receivers = new Receivers();
    const round = start(receivers);
    await expect.poll(() => receivers.to('fast'), soon).toBe(2);
    await happen(account.id);
    await start(receivers, { store: file.second.store });
    expect([receivers.to('slow'), receivers.to('fast')]).toEqual([1, 3]);
    await finish(round, receivers);
    expect(receivers.to('slow')).toBe(3);
  });

  test('ends with the process that died on the way: the next one follows, then the one that was interrupted', async () => {
    await addWebhooks(account.id, 'fast');
    await happen(account.id, 2);
    const died = await file.second.store.leaseDelivery(NOW, { full: [], latest: [] });
    expect(died?.accountId).toBe(account.id);
    const receivers = new Receivers();
    await start(receivers, { now: () => NOW + LONGEST_ATTEMPT - 1 });
    expect(receivers.posted).toHaveLength(0);
    await start(receivers, { now: () => NOW + LONGEST_ATTEMPT });
    expect(receivers.posted).toHaveLength(1);
    await start(receivers, { now: () => NOW + BACK_OFF[0] });
    expect(receivers.posted).toHaveLength(2);
  });
});

describe('a round that ends early', () => {
  test('because the gateway stops finishes what is on its way, and begins nothing', async () => {
    await addWebhooks(account.id, 'slow1');
    await addWebhooks(OTHER, 'slow2');
    for (const id of [account.id, OTHER]) await happen(id, 3);
    const receivers = new Receivers();
    const stopping = { aborted: false };
    const round = start(receivers, { stopping });
    await untilPosted(receivers, 2);
    stopping.aborted = true;
    await finish(round, receivers);
    expect(receivers.posted).toHaveLength(2);
    expect(file.count('webhook_deliveries')).toBe(4);
  });

  test('because the store fails finishes what is on its way, and says so', async () => {
    await addWebhooks(account.id, 'slow');
    await addWebhooks(OTHER, 'fast');
    for (const id of [account.id, OTHER]) await happen(id, 3);
    const receivers = new Receivers();
    const { store } = file.first;
    const settled: string[] = [];
    const settleDelivery = async (id: string) => {
      if (id.endsWith('_fast')) throw new Error('the store is away');
      settled.push(id);
      await store.settleDelivery(id);
    };
    const round = start(receivers, { store: { ...store, settleDelivery } });
    await untilPosted(receivers, 2);
    await expect(finish(round, receivers)).rejects.toThrow('the store is away');
    expect([settled.length, receivers.posted.length]).toEqual([1, 2]);
  });
});
