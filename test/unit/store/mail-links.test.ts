import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../../src/core/audit/event.ts';
import type { LinkPurpose, MailedLink } from '../../../src/core/mail/link.ts';
import { audit, flow, NOW, newAccount, owner, PHC, session, user } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';
import { mailed } from './mailed.ts';

const HOUR = 3_600_000;
const BOB = 'AIDA2';
const MAILBOX = 'bob@example.org';
let file: GatewayFile;
beforeEach(async () => {
  file = new GatewayFile();
  await file.first.store.createAccount(newAccount, audit('C'));
  const bob = { ...user(BOB, 'bob'), contactEmail: MAILBOX, contactEmailConfirmedAt: NOW };
  await file.first.store.createUser(bob, audit('C'));
});
afterEach(() => file.delete());

const at = (now: number): AuditEvent => ({ ...audit('E'), at: now });
const ask = (link: MailedLink, now = NOW, { store } = file.first) =>
  store.mailPasswordLink(link, at(now), { ...at(now), outcome: 'refused' });
const forBob = (more: Partial<MailedLink['link']> = {}) =>
  mailed('password', BOB, { address: MAILBOX, ...more });
const bobs = (column: string) =>
  file.raw.prepare(`select ${column} from people where id = ?`).pluck().get(BOB);

describe('mails with links to one person', () => {
  test('are three in any hour and ten in any day, whatever they are for (security.md 3.8)', async () => {
    const sent: number[] = [];
    for (let minute = 0; minute < 26 * 60; minute += 5) {
      const now = NOW + minute * 60_000;
      await ask(forBob({ expiresAt: now + HOUR }), now);
    }
    for (const row of file.raw.prepare('select at from sends order by at').all())
      sent.push((row as { at: number }).at);
    const within = (end: number, age: number) => sent.filter(one => one > end - age && one <= end).length;
    expect(Math.max(...sent.map(end => within(end, HOUR)))).toBe(3);
    expect(Math.max(...sent.map(end => within(end, 24 * HOUR)))).toBe(10);
    expect(file.count('mails')).toBe(sent.length);
  });

  test('that are asked for at once, at two gateways, are no more than one after the other (B5)', async () => {
    const gateways = [file.first, file.second];
    await Promise.all(Array.from({ length: 40 }, (_, index) => ask(forBob(), NOW, gateways[index % 2])));
    expect(file.count('sends')).toBe(3);
    expect(file.count('mails')).toBe(3);
    expect(file.count('mail_links')).toBe(1);
    expect(file.count('audit_log', "outcome = 'refused'")).toBe(37);
  });

  test('the naive control: look at the count, then write, lets more of the same forty through', async () => {
    const count = async () => {
      const { n } = file.raw.prepare('select count(*) as n from sends').get() as { n: number };
      await new Promise(resolve => setImmediate(resolve));
      return n;
    };
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        if ((await count()) >= 3) return;
        file.raw
          .prepare("insert into sends (id, channel, person_id, network, at) values (?, 'mail', ?, 'n', ?)")
          .run(`naive-${index}`, BOB, NOW);
      }),
    );
    expect(file.count('sends')).toBeGreaterThan(3);
  });

  test('count for one person alone, and say when the next may go', async () => {
    const { store } = file.first;
    for (const minute of [0, 10, 20]) await ask(forBob(), NOW + minute * 60_000);
    const later = NOW + 30 * 60_000;
    expect(await store.nextMailAt(BOB, { hour: 3, day: 10 }, later)).toBe(NOW + HOUR);
    expect(await store.nextMailAt(owner.id, { hour: 3, day: 10 }, later)).toBeUndefined();
    expect(await store.mailSignInAddressLink(mailed('sign-in-address', owner.id), at(later))).toBe(true);
  });

  test('that a clock far ahead has entered hold nobody up (the clock was wrong for a while)', async () => {
    for (let time = 0; time < 3; time += 1) await ask(forBob(), NOW + 300 * 24 * HOUR);
    await ask(forBob());
    expect(file.count('sends')).toBe(4);
  });
});

describe('nothing is mailed, and the request is recorded as refused,', () => {
  test.each<[string, MailedLink | (() => unknown)]>([
    ['to a name that nobody has', mailed('password', '', { address: 'nobody@example.org' })],
    ['to another address than the person has by now', forBob({ address: 'old@example.org' })],
    ['to a user at the address of a sign-in', mailed('password', owner.id, { address: MAILBOX })],
    [
      'to an address that is not confirmed',
      () => file.raw.exec('update people set contact_email_confirmed_at = null'),
    ],
    ['to somebody who was disabled', () => file.raw.exec('update people set disabled_at = 1')],
    ['to somebody without a password', () => file.raw.exec("update people set password_state = 'none'")],
  ])('%s', async (_, obstacle) => {
    if (typeof obstacle === 'function') obstacle();
    await ask(typeof obstacle === 'function' ? forBob() : obstacle);
    for (const table of ['mails', 'mail_links', 'sends']) expect(file.count(table), table).toBe(0);
    expect(file.count('audit_log', "event = 'E' and outcome = 'refused'")).toBe(1);
  });
});

describe('a new password by link', () => {
  const prepared = async () => {
    const { link } = forBob();
    await ask({ ...forBob(), link });
    const { store } = file.first;
    await store.openFlow({ ...flow('f'), personId: BOB }, PHC, audit('F'));
    await store.openPasswordSession(session('s', BOB), PHC, audit('S'));
    return link;
  };
  const reset = (link: MailedLink['link'], phc = 'phc-2', { store } = file.first, now = NOW) =>
    store.resetPassword(link, phc, now + 24 * HOUR, at(now));

  test('ends sessions, flows and links, and leaves devices alone', async () => {
    const link = await prepared();
    await file.first.store.addCredential({ ...(await import('./cast.ts')).fido('key', BOB) }, 8, audit('D'));
    expect(await reset(link)).toBe(true);
    expect(bobs('password')).toBe('phc-2');
    expect(bobs('password_state')).toBe('own');
    expect(bobs('recovery_blocked_until')).toBe(NOW + 24 * HOUR);
    for (const table of ['sessions', 'flows', 'mail_links']) expect(file.count(table), table).toBe(0);
    expect(file.count('devices')).toBe(1);
  });

  test('is set once by fifty at once, at two gateways (D11, B5)', async () => {
    const link = await prepared();
    const gateways = [file.first, file.second];
    const done = await Promise.all(
      Array.from({ length: 50 }, (_, index) => reset(link, `phc-of-${index}`, gateways[index % 2])),
    );
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(bobs('password')).toBe(`phc-of-${done.indexOf(true)}`);
    expect(file.count('audit_log', "event = 'E' and outcome = 'success'")).toBe(2);
  });

  test.each<[string, (link: MailedLink['link']) => unknown]>([
    ['is too old', () => file.raw.exec('update mail_links set expires_at = 1')],
    [
      'went to an address that is another by now',
      () => file.raw.exec("update people set contact_email = 'x@y.org'"),
    ],
    ['is of somebody who was disabled', () => file.raw.exec('update people set disabled_at = 1')],
    ['is another kind of link', () => file.raw.exec("update mail_links set purpose = 'contact-address'")],
    ['was replaced', () => ask(forBob())],
  ])('changes nothing where the link %s meanwhile', async (_, meanwhile) => {
    const link = await prepared();
    await meanwhile(link);
    expect(await reset(link)).toBe(false);
    expect(bobs('password')).toBe(PHC);
    expect(file.count('sessions')).toBe(1);
  });

  test('never makes a cool-off shorter', async () => {
    const link = await prepared();
    file.raw.exec(`update people set recovery_blocked_until = ${NOW + 99 * HOUR}`);
    await reset(link);
    expect(bobs('recovery_blocked_until')).toBe(NOW + 99 * HOUR);
  });
});

test('two people who confirm one new address at once: one gets it, the other has an invalid link (B5)', async () => {
  const { store } = file.first;
  const second = {
    ...owner,
    id: 'ROOT2',
    accountId: '999988887777',
    email: 'b@example.org',
    userHandle: 'h2',
  };
  const account = { ...newAccount.account, id: '999988887777', alias: 'other' };
  await store.createAccount({ ...newAccount, account, owner: second }, audit('C'));
  const links = [owner.id, 'ROOT2'].map(id => mailed('sign-in-address', id, { address: 'new@example.org' }));
  for (const link of links) expect(await store.mailSignInAddressLink(link, audit('A'))).toBe(true);
  const done = await Promise.all(
    links.map(({ link }, index) =>
      (index ? file.second : file.first).store.changeEmail(link, NOW, audit('A')),
    ),
  );
  expect(done.filter(Boolean)).toHaveLength(1);
  expect(file.count('people', "email = 'new@example.org'")).toBe(1);
});

test.each<[LinkPurpose[], boolean]>([
  [['password'], true],
  [['sign-in-address', 'contact-address'], false],
])('a link is found for %j: %s', async (purposes, found) => {
  const link = forBob();
  await ask(link);
  const row = await file.first.store.findMailLink(link.link.tokenHash, purposes, NOW);
  expect(row !== undefined).toBe(found);
  if (found) expect(row).toMatchObject({ link: link.link, person: { id: BOB } });
});

test('links that are too old are swept', async () => {
  await ask(forBob());
  await file.first.store.sweep(NOW);
  expect(file.count('mail_links')).toBe(1);
  await file.first.store.sweep(NOW + HOUR);
  expect(file.count('mail_links')).toBe(0);
});

test.each([
  0, 200,
])('what became of a mail stands in the recovery that waits for it, keeping %i', async keep => {
  for (const [id, mail] of [
    ['r1', 'MAIL1'],
    ['r2', 'other'],
  ]) {
    file.raw
      .prepare(
        `insert into recoveries (id, flow_hash, person_id, state, link_expires_at, sealed_match_number, sealed_cancel_token, cancel_hash, mail_id, mailed_at, started_at, expires_at, cancellable_until)
         values (?, ?, ?, 'mail', 1, 'x', 'x', ?, ?, 1, 1, 1, 1)`,
      )
      .run(id, `flow-of-${id}`, BOB, `cancel-of-${id}`, mail);
  }
  await file.first.store.settleMail('MAIL1', 'refused', keep);
  expect(file.raw.prepare('select mail_outcome from recoveries order by id').pluck().all()).toEqual([
    'refused',
    null,
  ]);
});
