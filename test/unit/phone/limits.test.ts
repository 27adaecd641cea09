import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/core/people/person.ts';
import type { PhoneChallenge } from '../../../src/core/phone/challenge.ts';
import { answered, asked, keyed } from '../../../src/core/phone/line.ts';
import { codeOf } from '../../../src/core/phone/sealed.ts';
import { startChallenge } from '../../../src/core/phone/start.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import { ADMINISTRATOR, audit, bySession, NOW, owner, user } from '../store/cast.ts';
import { putSession } from '../store/verbs.ts';
import { NUMBER, OTHER, PhoneFile } from './phone-file.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let file: PhoneFile;
beforeEach(async () => {
  file = new PhoneFile();
  await file.prepare();
});
afterEach(() => file.delete());

/** A number in Berlin for each. */
const numberOf = (nth: number) => `+4930${12_345_678 + nth}`;

/** Somebody else with a session of his own starts a call. */
async function startAs(nth: number, number: string, now = NOW, address = `203.0.${nth}.7`, second = false) {
  const person = user(`AIDA${nth}`, `user-${nth}`);
  if (file.count('people', 'id = ?', person.id) === 0) {
    await file.first.store.createUser(person, audit('CreateUser'));
    putSession(file, `s${nth}`, person.id, 'mfa', NOW + 2 * DAY);
  }
  const { store } = second ? file.second : file.first;
  return startChallenge(file.context(now, address, store), person, {
    purpose: 'verification',
    boundTo: `s${nth}`,
    number,
    audit: { ...audit('B', person.id, bySession(`s${nth}`)), at: now },
  });
}
const granted = (answers: readonly unknown[]) =>
  answers.filter(answer => !(answer instanceof Refusal)).length;

/** A session whose proof and use never grow old: limits are looked at over days here. */
function everlasting(): void {
  file.raw.exec(
    `update sessions set proved_at = ${NOW + 9 * DAY}, last_seen_at = ${NOW + 9 * DAY}, expires_at = ${NOW + 9 * DAY}`,
  );
}

describe('how often a phone is rung (security.md 3.6)', () => {
  beforeEach(everlasting);

  test('a person: one a minute, three in any 24 hours, and the answer says when the next may be', async () => {
    const start = (after: number) => file.start(file.context(NOW + after));
    expect(granted([await start(0)])).toBe(1);
    expect(await start(59_999)).toMatchObject({ reason: 'TooManyAttempts', details: { retryAfter: 1 } });
    expect(granted([await start(MINUTE)])).toBe(1);
    expect(granted([await start(HOUR)])).toBe(1);
    expect(await start(2 * HOUR)).toMatchObject({
      reason: 'TooManyAttempts',
      details: { retryAfter: (22 * HOUR) / 1_000 },
    });
    expect(await start(DAY - 1)).toMatchObject({ reason: 'TooManyAttempts' });
    expect(granted([await start(DAY)])).toBe(1);
    expect(await start(DAY + MINUTE - 1)).toMatchObject({ reason: 'TooManyAttempts' });
    expect(granted([await start(DAY + MINUTE)])).toBe(1);
  });

  test('the fourth call of a day rings nobody, and the person is told by mail', async () => {
    for (const after of [0, MINUTE, 2 * MINUTE]) await file.started(file.context(NOW + after));
    await file.start(file.context(NOW + HOUR));
    expect(file.placed).toHaveLength(3);
    expect(file.count('mails', `subject like '%limit of a day%'`)).toBe(1);
  });

  test('a number: five in 24 hours, whoever starts them', async () => {
    const answers = [];
    for (let nth = 0; nth < 8; nth += 1) answers.push(await startAs(nth, NUMBER));
    expect(granted(answers)).toBe(5);
    expect(granted([await startAs(9, OTHER)])).toBe(1);
  });

  test('a network: ten in 24 hours, whoever starts them and whatever number', async () => {
    const answers = [];
    for (let nth = 0; nth < 14; nth += 1)
      answers.push(await startAs(nth, numberOf(nth), NOW, `198.51.100.${nth}`));
    expect(granted(answers)).toBe(10);
    expect(granted([await startAs(20, numberOf(20), NOW, '198.51.101.1')])).toBe(1);
  });

  test('the deployment: its cap, whoever, whatever and wherever; a day later it rings again', async () => {
    file.dailyCap = 4;
    const answers = [];
    for (let nth = 0; nth < 7; nth += 1) answers.push(await startAs(nth, numberOf(nth)));
    expect(granted(answers)).toBe(4);
    expect(file.placed).toHaveLength(4);
    everlasting();
    expect(granted([await startAs(1, numberOf(1), NOW + DAY)])).toBe(1);
  });

  test('100 starts at once on two gateways keep the cap', async () => {
    file.dailyCap = 7;
    for (let nth = 0; nth < 20; nth += 1) await startAs(nth, 'none');
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, nth) =>
        startAs(nth % 20, numberOf(nth), NOW, `203.0.${nth}.7`, nth % 2 === 0),
      ),
    );
    expect(granted(answers)).toBe(7);
    expect(file.placed).toHaveLength(7);
    expect(file.count('sends')).toBe(7);
  });

  test('control: read, then write, on two gateways does not keep it', async () => {
    const { raw } = file;
    const naive = async () => {
      const { n } = raw.prepare('select count(*) as n from sends').get() as { n: number };
      // The carrier, another gateway, the rest of the world.
      await Promise.resolve();
      if (n >= 7) return false;
      raw
        .prepare(`insert into sends (id, channel, person_id, network, at) values (?, 'phone', '', '', ?)`)
        .run(crypto.randomUUID(), NOW);
      return true;
    };
    const answers = await Promise.all(Array.from({ length: 100 }, naive));
    expect(answers.filter(Boolean).length).toBeGreaterThan(7);
  });

  test('two starts of one person at once: one call', async () => {
    const stores = [file.first.store, file.second.store];
    const answers = await Promise.all(
      stores.map(store => file.start(file.context(NOW, '203.0.113.7', store))),
    );
    expect(granted(answers)).toBe(1);
    expect(file.placed).toHaveLength(1);
  });

  /** The owner's number, by himself or by somebody else: what the call came to. */
  async function change(after: number, number: string, by?: { session: string; starter: Person }) {
    const address = by === undefined ? '203.0.113.7' : '198.51.100.7';
    const challenge = await file.start(file.context(NOW + after, address), number, owner, by);
    if (challenge instanceof Refusal) return challenge;
    await keyIn(challenge, after);
    return file.stateOf(challenge.id);
  }
  async function keyIn(challenge: PhoneChallenge, after: number): Promise<void> {
    await answered(file.context(NOW + after + 1_000), challenge.id, 'human');
    await asked(file.context(NOW + after + 2_000), challenge.id);
    const code = await codeOf(file.context(), challenge);
    await keyed(file.context(NOW + after + 5_000), challenge.id, code);
  }
  /** Administrators with sessions of their own. */
  async function administrators(count: number) {
    const all = Array.from({ length: count }, (_, nth) => ({
      session: `admin-${nth}`,
      starter: user(`AIDADMIN${nth}`, `admin-${nth}`),
    }));
    for (const { session, starter } of all) {
      await file.first.store.createUser(starter, audit('CreateUser'));
      file.raw.prepare('update people set policies = ? where id = ?').run(ADMINISTRATOR, starter.id);
      putSession(file, session, starter.id, 'mfa', NOW + 2 * DAY);
    }
    everlasting();
    return all;
  }

  test('a number changes twice in a day', async () => {
    expect(await change(0, numberOf(1))).toBe('verified');
    expect(await change(MINUTE, numberOf(2))).toBe('verified');
    expect(await change(2 * MINUTE, numberOf(3))).toMatchObject({ reason: 'TooManyAttempts' });
    expect(await change(DAY + HOUR, numberOf(3))).toBe('verified');
  });

  test("administrators change the owner's number twice in a day, all of them together", async () => {
    const [first, second, third] = await administrators(3);
    expect(await change(0, numberOf(1), first)).toBe('verified');
    expect(await change(MINUTE, numberOf(2), second)).toBe('verified');
    expect(await change(2 * MINUTE, numberOf(3), third)).toMatchObject({ reason: 'TooManyAttempts' });
    expect(await change(3 * MINUTE, numberOf(3), first)).toMatchObject({ reason: 'TooManyAttempts' });
    expect(await change(DAY + HOUR, numberOf(3), third)).toBe('verified');
  });

  test('... and leave the owner the two of his own, to change it back with, also when they signed out', async () => {
    const all = await administrators(2);
    for (const [nth, by] of all.entries()) {
      expect(await change(nth * MINUTE, numberOf(nth), by)).toBe('verified');
    }
    file.raw.exec(`delete from sessions where id like 'admin-%'`);
    expect(await change(2 * MINUTE, numberOf(3))).toBe('verified');
    expect(await change(3 * MINUTE, numberOf(4))).toBe('verified');
    expect(await change(4 * MINUTE, numberOf(5))).toMatchObject({ reason: 'TooManyAttempts' });
  });

  test('calls that administrators began before the second change store no third', async () => {
    const all = await administrators(3);
    const begun: PhoneChallenge[] = [];
    for (const [nth, by] of all.entries()) {
      const challenge = await file.start(file.context(NOW, `198.51.${nth}.7`), numberOf(nth), owner, by);
      if (challenge instanceof Refusal) throw new Error(challenge.reason);
      begun.push(challenge);
    }
    for (const challenge of begun) await keyIn(challenge, 0);
    expect(begun.map(({ id }) => file.stateOf(id))).toEqual(['verified', 'verified', 'failed']);
  });

  test("a recovery rings the owner's number also after others used up the day of that number", async () => {
    await file.recovery();
    for (let nth = 0; nth < 5; nth += 1) await startAs(nth, NUMBER);
    expect(await startAs(6, NUMBER)).toMatchObject({ reason: 'TooManyAttempts' });
    expect(await file.start()).toMatchObject({ reason: 'TooManyAttempts' });
    for (let nth = 0; nth < 3; nth += 1) {
      expect(granted([await file.recover(file.context(NOW + nth * MINUTE))])).toBe(1);
    }
    expect(await file.recover(file.context(NOW + 3 * MINUTE))).toMatchObject({ reason: 'TooManyAttempts' });
  });

  test('the calls of a recovery are calls of its number, for whoever verifies it next', async () => {
    await file.recovery();
    for (let nth = 0; nth < 3; nth += 1) await file.recover(file.context(NOW + nth * MINUTE));
    const answers = [];
    for (let nth = 0; nth < 4; nth += 1) answers.push(await startAs(nth, NUMBER, NOW + 3 * MINUTE));
    expect(granted(answers)).toBe(2);
  });

  test('the ledger holds no number, and is forgotten after two days', async () => {
    await file.started();
    const [row] = file.raw.prepare('select * from sends').all() as Record<string, unknown>[];
    // 18 bits.
    expect(row?.number_key).toMatch(/^[\w-]{3}$/);
    expect(JSON.stringify(row)).not.toContain(NUMBER.slice(3));
    await file.first.store.sweep(NOW + DAY);
    expect(file.count('sends')).toBe(1);
    await file.first.store.sweep(NOW + 2 * DAY + 1);
    expect([file.count('sends'), file.count('phone_challenges')]).toEqual([0, 0]);
  });

  test('a clock that was a year ahead for a while stops nobody', async () => {
    file.raw
      .prepare(`insert into sends (id, channel, person_id, network, at) values ('x', 'phone', ?, '', ?)`)
      .run(owner.id, NOW + 365 * DAY);
    expect(granted([await file.start()])).toBe(1);
  });
});
