import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSeal } from '../../../src/adapters/crypto/node.ts';
import { mailRow } from '../../../src/adapters/store/mails.ts';
import { BACK_OFF, GIVEN_UP_AFTER, LONGEST_ATTEMPT } from '../../../src/core/mail/back-off.ts';
import { type Delivery, deliverDue } from '../../../src/core/mail/deliver.ts';
import { sealedMail } from '../../../src/core/mail/sealed.ts';
import { type Mailer, MailRefused } from '../../../src/core/ports.ts';
import { NOW } from '../store/cast.ts';
import { GatewayFile } from '../store/gateway-file.ts';

let file: GatewayFile;
beforeEach(() => {
  file = new GatewayFile();
});
afterEach(() => file.delete());

const seal = createSeal([{ id: 'k1', bytes: new Uint8Array(32).fill(7) }]);

async function queue(...ids: string[]) {
  const { writer, atomically } = file.first.database;
  for (const id of ids) {
    const mail = {
      id,
      to: `${id}@example.org`,
      subject: 'S',
      text: 'T',
      html: '',
      sealed: undefined,
      createdAt: NOW,
    };
    await atomically([mailRow(writer, mail, sql`1 = 1`)]);
  }
}

/** Takes every mail, but throws what `fails` names for it. */
function recorder(fails: Record<string, Error> = {}): Mailer & { sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    async send({ id }) {
      await Promise.resolve();
      const failure = fails[id];
      if (failure !== undefined) throw failure;
      sent.push(id);
    },
  };
}

const deliver = (mailer: Mailer | undefined, more: Partial<Delivery> = {}) =>
  deliverDue({ store: file.first.store, seal, mailer, keep: 0, now: () => NOW, ...more });

test('everything that is due is sent, once, and leaves the store', async () => {
  const ids = Array.from({ length: 11 }, (_, index) => `m${index}`);
  await queue(...ids);
  const mailer = recorder();
  await deliver(mailer);
  await deliver(mailer);
  expect(mailer.sent.sort()).toEqual(ids.sort());
  expect(file.count('mails')).toBe(0);
});

test('two deliverers at once send each mail once', async () => {
  const ids = Array.from({ length: 25 }, (_, index) => `m${index}`);
  await queue(...ids);
  const mailer = recorder();
  await Promise.all([deliver(mailer), deliver(mailer, { store: file.second.store })]);
  expect(mailer.sent.sort()).toEqual(ids.sort());
});

test('a mail that fails stops no other, is tried again later and then sent', async () => {
  await queue('a', 'broken', 'c');
  const mailer = recorder({ broken: new Error('ETIMEDOUT') });
  const lines: unknown[] = [];
  await deliver(mailer, { log: (event, details) => lines.push([event, details]) });
  expect(mailer.sent.sort()).toEqual(['a', 'c']);
  expect(lines).toEqual([['MailDelayed', { mail: 'broken', attempts: 1, reason: 'ETIMEDOUT' }]]);
  const well = recorder();
  await deliver(well, { now: () => NOW + BACK_OFF[0] - 1 });
  expect(well.sent).toEqual([]);
  await deliver(well, { now: () => NOW + BACK_OFF[0] });
  expect(well.sent).toEqual(['broken']);
});

test('a mail whose process was killed on the way is sent by another one after the lease', async () => {
  await queue('a');
  const killed: Mailer = { send: () => new Promise(() => {}) };
  void deliver(killed);
  await expect.poll(() => file.count('mails', 'attempts = 1')).toBe(1);
  const other = recorder();
  await deliver(other, { store: file.second.store });
  expect(other.sent).toEqual([]);
  await deliver(other, { store: file.second.store, now: () => NOW + BACK_OFF[0] });
  expect(other.sent).toEqual(['a']);
});

test('a mail that was refused for good is not tried again', async () => {
  await queue('a');
  const lines: string[] = [];
  await deliver(recorder({ a: new MailRefused('550') }), { log: event => lines.push(event) });
  expect(file.count('mails')).toBe(0);
  expect(lines).toEqual(['MailRefused']);
});

test('a mail is given up after three days, not before', async () => {
  await queue('a');
  const down = recorder({ a: new Error('ECONNREFUSED') });
  await deliver(down, { now: () => NOW + GIVEN_UP_AFTER - 1 });
  expect(file.count('mails')).toBe(1);
  await deliver(down, { now: () => NOW + GIVEN_UP_AFTER + BACK_OFF[1] });
  expect(file.count('mails')).toBe(0);
});

describe('without a mail server', () => {
  test('nothing waits for ever in production', async () => {
    await queue('a', 'b');
    await deliver(undefined);
    expect(file.count('mails')).toBe(0);
  });

  test('mails stay to be looked at in development, and a mail server that is named later gets none of them', async () => {
    await queue('a', 'b');
    await deliver(undefined, { keep: 200 });
    expect(await file.first.store.latestMails(10)).toMatchObject([
      { outcome: 'unsent' },
      { outcome: 'unsent' },
    ]);
    const late = recorder();
    await deliver(late, { keep: 200, now: () => NOW + 86_400_000 });
    expect(late.sent).toEqual([]);
  });
});

test('no attempt lasts as long as its lease, or a mail on its way would be sent twice', () => {
  for (const pause of BACK_OFF) expect(pause).toBeGreaterThan(LONGEST_ATTEMPT);
});

test('told to stop, it finishes what is on its way and leaves the rest in the queue', async () => {
  await queue(...Array.from({ length: 9 }, (_, index) => `m${index}`));
  const stopping = { aborted: false };
  const mailer = recorder();
  const send = mailer.send;
  mailer.send = async mail => {
    stopping.aborted = true;
    await send(mail);
  };
  await deliver(mailer, { stopping });
  expect(mailer.sent.length).toBeGreaterThan(0);
  expect(mailer.sent.length).toBeLessThan(9);
  expect(file.count('mails', 'attempts = 0')).toBe(9 - mailer.sent.length);
  expect(file.count('mails', 'attempts > 0')).toBe(0);
});

describe('a mail with a link', () => {
  const UNTIL = NOW + 900_000;
  const words = { to: 'mira@example.org', subject: 'Confirm', createdAt: NOW };
  const secret = { ...words, id: 'a', text: 'Open /recover#token-ä\n', html: '<p>/recover#token-ä</p>' };

  /** Takes mails, and keeps what they say. */
  function reader(down = false): Mailer & { read: unknown[] } {
    const read: unknown[] = [];
    return {
      read,
      async send({ subject, text, html }) {
        if (down) throw new Error('ECONNREFUSED');
        read.push({ subject, text, html });
      },
    };
  }
  async function queueSealed(afterwards?: typeof secret) {
    const { writer, atomically } = file.first.database;
    const mail = await sealedMail({ seal }, secret, { uselessAfter: UNTIL, afterwards });
    await atomically([mailRow(writer, mail, sql`1 = 1`)]);
  }

  test('lies sealed in the store, and arrives as it was written', async () => {
    await queueSealed();
    expect(JSON.stringify(file.raw.prepare('select * from mails').all())).not.toContain('token');
    const mailer = reader();
    await deliver(mailer, { now: () => UNTIL - 1 });
    const { subject, text, html } = secret;
    expect(mailer.read).toEqual([{ subject, text, html }]);
  });

  test('is not sent when its link has expired: it would ask for a click in vain', async () => {
    await queueSealed();
    await deliver(reader(true));
    const lines: unknown[] = [];
    const late = reader();
    await deliver(late, { now: () => UNTIL, keep: 9, log: (event, details) => lines.push([event, details]) });
    expect(late.read).toEqual([]);
    expect(await file.first.store.latestMails(9)).toMatchObject([{ id: 'a', outcome: 'given-up' }]);
    expect(lines).toEqual([['MailGivenUp', { mail: 'a', attempts: 2, reason: 'LinkExpired' }]]);
  });

  test('becomes a notice then, where the person has to be told', async () => {
    const notice = { ...secret, subject: 'Somebody knows your password', text: 'Change it.\n', html: '' };
    await queueSealed(notice);
    const late = reader();
    await deliver(late, { now: () => UNTIL });
    expect(late.read).toEqual([{ subject: notice.subject, text: notice.text, html: '' }]);
    expect(file.count('mails')).toBe(0);
  });

  test('that was sealed with another key, or moved to another row, holds up no other and is given up', async () => {
    await queueSealed();
    file.raw.prepare("update mails set id = 'moved'").run();
    await queue('b');
    const mailer = reader();
    await deliver(mailer);
    expect(mailer.read).toHaveLength(1);
    await deliver(mailer, { now: () => NOW + GIVEN_UP_AFTER });
    expect(mailer.read).toHaveLength(1);
    expect(file.count('mails')).toBe(0);
  });
});
