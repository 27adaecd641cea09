import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { mayComeIn } from '../../../src/adapters/store/recoveries.ts';
import type { Account } from '../../../src/core/account/account.ts';
import type { Person } from '../../../src/core/people/person.ts';
import { obstacleOf } from '../../../src/core/policy/may-recover.ts';
import type { Recovery } from '../../../src/core/recovery/recovery.ts';
import { account, audit, NOW, newAccount, owner, session } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';
import { putFlow } from './verbs.ts';

const file = new GatewayFile();
afterAll(() => file.delete());
await file.first.store.createAccount(newAccount, audit('CreateAccount'));

const MINUTE = 60_000;
const BY_FLOW = {
  by: 'flow',
  id: 'flow',
  policyVersion: undefined,
  over: undefined,
  proven: false,
  orRecovered: false,
} as const;

const recovery: Recovery = {
  ...{ id: 'RCVR1', flowHash: 'flow', personId: owner.id, state: 'mail', lost: undefined },
  ...{ mailId: 'MAIL1', mailedAt: NOW, mailOutcome: undefined, linkExpiresAt: NOW + 15 * MINUTE },
  ...{ sealedMatchNumber: 'k1.match', sealedCancelToken: 'k1.cancel', challengeId: undefined },
  ...{
    readyAt: undefined,
    startedAt: NOW,
    expiresAt: NOW + 30 * MINUTE,
    cancellableUntil: NOW + 60 * MINUTE,
  },
};
const about = (event: string) => ({ ...audit(event, owner.id, BY_FLOW), resource: recovery.id });

/** A recovery on an open flow, whose link is on its way. */
async function begun() {
  for (const table of ['recoveries', 'flows', 'sends', 'mails', 'sessions', 'phone_challenges'])
    file.raw.prepare(`delete from ${table}`).run();
  file.raw
    .prepare(
      `update people set phone_verified_at = 1, recovery_failures = 0, recovery_blocked_until = 0, disabled_at = null`,
    )
    .run();
  putFlow(file, 'flow', owner.id);
  const mail = {
    id: 'MAIL1',
    to: 'owner@example.org',
    subject: 's',
    text: 't',
    html: '',
    createdAt: NOW,
    sealed: undefined,
  };
  const mailing = { recovery, linkHash: 'link', cancelHash: 'cancel', mail, network: 'net' };
  expect(await file.first.store.mailLink(mailing, about('Recovery.Mail'))).toBe('mailed');
}

/** ... whose phone is verified, as the line leaves it. */
async function verified() {
  await begun();
  file.raw.prepare("update recoveries set state = 'verified', challenge_id = 'CALL1'").run();
  file.raw
    .prepare(
      `insert into phone_challenges (id, person_id, purpose, bound_to, mode, sealed_number, sealed_code, state, changed_at, attempts, created_at, expires_at)
       values ('CALL1', ?, 'recovery', 'RCVR1', 'keypad', 'k1.n', 'k1.c', 'verified', ?, 1, ?, ?)`,
    )
    .run(owner.id, NOW, NOW, NOW + MINUTE);
}

const stores = [file.first.store, file.second.store];
/** Ten at once, on two gateways. */
const tenTimes = <T>(act: (store: typeof file.first.store, time: number) => T | Promise<T>) =>
  Promise.all(Array.from({ length: 10 }, (_, time) => act(stores[time % 2] ?? file.first.store, time)));

describe('a mailed link', () => {
  beforeEach(begun);

  test('is spent once by ten at once on two gateways (B5)', async () => {
    const won = await tenTimes(store => store.redeemLink('link', about('Recovery.Link')));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(file.count('audit_log', "event = 'Recovery.Link'")).toBe(1);
  });

  test('control: whoever reads first and writes later spends it ten times', async () => {
    const won = await tenTimes(async () => {
      const found = file.raw.prepare("select 1 from recoveries where link_hash = 'link'").get();
      await new Promise(resolve => setTimeout(resolve, 5));
      if (found === undefined) return false;
      file.raw.prepare("update recoveries set state = 'phone', link_hash = null where id = 'RCVR1'").run();
      return true;
    });
    expect(won.filter(Boolean).length).toBeGreaterThan(1);
  });
});

describe('the end of a recovery', () => {
  beforeEach(verified);
  const enter = (store: typeof file.first.store, id: string) =>
    store.finishRecovery(
      { ...recovery, state: 'verified', challengeId: 'CALL1' },
      { ...session(id), level: 'recovered' },
      0,
      NOW + 60 * MINUTE,
      about('Recovery.Finish'),
    );

  test('comes to one session, of ten at once on two gateways (B5)', async () => {
    const won = await tenTimes((store, time) => enter(store, `S${time}`));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(file.count('sessions')).toBe(1);
    expect(file.count('flows', "state = 'done'")).toBe(1);
  });

  test('control: whoever looks first and opens the session later opens many', async () => {
    await tenTimes(async (_, time) => {
      const found = file.raw.prepare("select 1 from recoveries where state = 'verified'").get();
      await new Promise(resolve => setTimeout(resolve, 5));
      if (found === undefined) return;
      file.raw.prepare("update recoveries set state = 'done'").run();
      file.raw
        .prepare(
          `insert into sessions values (?, ?, ?, 'recovered', 'pwd', 1, 1, 1, 1, null, 'a', null, 'u', null, null, null)`,
        )
        .run(`S${time}`, `hash-${time}`, owner.id);
    });
    expect(file.count('sessions')).toBeGreaterThan(1);
  });

  test('and "this was not me" at the same moment leave nobody in, whichever is first', async () => {
    for (const order of [0, 1]) {
      await verified();
      const acts = [
        () => enter(file.first.store, 'S1'),
        () => file.second.store.cancelRecovery(recovery, NOW + MINUTE, audit('Recovery.Cancel', owner.id)),
      ];
      await Promise.all((order === 0 ? acts : acts.toReversed()).map(act => act()));
      expect(file.count('sessions')).toBe(0);
    }
  });

  test('does not come where the account has begun to let recoveries wait meanwhile', async () => {
    file.raw.prepare('update accounts set recovery_delay_hours = 1').run();
    expect(await enter(file.first.store, 'S1')).toBe(false);
    file.raw.prepare('update accounts set recovery_delay_hours = 0').run();
    expect(await enter(file.first.store, 'S1')).toBe(true);
  });

  test.each([
    ['without a verified call', "update phone_challenges set state = 'asked'"],
    ['with the call of another recovery', "update phone_challenges set bound_to = 'RCVR2'"],
    ['with a call that verified a number', "update phone_challenges set purpose = 'verification'"],
    ['before the link was opened', "update recoveries set state = 'mail'"],
    ['on a flow that has ended', "update flows set state = 'done'"],
    ['after its time', 'update recoveries set expires_at = 1'],
  ])('does not come %s', async (_, meanwhile) => {
    file.raw.prepare(meanwhile).run();
    expect(await enter(file.first.store, 'S1')).toBe(false);
    expect(file.count('sessions')).toBe(0);
  });
});

test('the statements ask what the policy asks, in every case (rule 3)', async () => {
  await begun();
  const reader = file.first.database.reader;
  const asked = async () =>
    (
      await reader
        .select({ one: sql`1` })
        .from(sql`(select 1)`)
        .where(mayComeIn(sql`${'flow'}`, NOW))
        .all()
    ).length === 1;
  const differing: unknown[] = [];
  const cases = combine({
    kind: ['owner', 'user'],
    passwordState: ['own', 'initial'],
    recovery: ['default', 'allowed', 'denied'],
    recoveryFailures: [9, 10],
    recoveryBlockedUntil: [NOW, NOW + 1],
    phoneVerifiedAt: [1, undefined],
    contactEmailConfirmedAt: [1, undefined],
  });
  for (const selfServiceRecovery of ['owner', 'everyone', 'nobody'] as const) {
    file.raw.prepare('update accounts set self_service_recovery = ?').run(selfServiceRecovery);
    for (const traits of cases) {
      const person = { ...owner, contactEmail: 'second@example.org', ...traits } as Person;
      file.raw
        .prepare(
          `update people set kind = ?, password_state = ?, recovery = ?, recovery_failures = ?, recovery_blocked_until = ?,
             phone_verified_at = ?, contact_email = 'second@example.org', contact_email_confirmed_at = ? where id = ?`,
        )
        .run(
          ...[person.kind, person.passwordState, person.recovery, person.recoveryFailures],
          ...[person.recoveryBlockedUntil, person.phoneVerifiedAt ?? null],
          ...[person.contactEmailConfirmedAt ?? null, owner.id],
        );
      const world = { account: { ...account, selfServiceRecovery } as Account, now: NOW };
      const allowed = obstacleOf({ person, ...world, sendsMail: true, callsPhones: true }) === undefined;
      if ((await asked()) !== allowed) differing.push({ selfServiceRecovery, ...traits, allowed });
    }
  }
  expect(differing).toEqual([]);
  expect(cases.length).toBe(192);
});

/** Every combination of the values. */
function combine(values: Record<string, readonly unknown[]>): Record<string, unknown>[] {
  return Object.entries(values).reduce<Record<string, unknown>[]>(
    (found, [name, options]) => found.flatMap(one => options.map(option => ({ ...one, [name]: option }))),
    [{}],
  );
}
