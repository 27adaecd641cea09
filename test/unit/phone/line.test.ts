import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PhoneChallenge } from '../../../src/core/phone/challenge.ts';
import { submitChallengeCode } from '../../../src/core/phone/code.ts';
import { answered, asked, ended, keyed } from '../../../src/core/phone/line.ts';
import { nextCall } from '../../../src/core/phone/next-call.ts';
import { codeOf } from '../../../src/core/phone/sealed.ts';
import { stateAt } from '../../../src/core/phone/state.ts';
import { CarrierRefused } from '../../../src/core/ports.ts';
import { COOL_OFF, RECOVERY_FAILURES } from '../../../src/core/recovery/cool-off.ts';
import { NOW, owner } from '../store/cast.ts';
import { NUMBER, OTHER, PhoneFile } from './phone-file.ts';

const SECOND = 1_000;
let file: PhoneFile;
beforeEach(async () => {
  file = new PhoneFile();
  await file.prepare();
});
afterEach(() => file.delete());

const at = (seconds: number) => file.context(NOW + seconds * SECOND);
const mails = () => file.count('mails');

/** Answered by a person, and asked, two seconds after the start. */
async function onceAsked(challenge: PhoneChallenge, from = 0): Promise<string> {
  await answered(at(from + 1), challenge.id, 'human');
  await asked(at(from + 2), challenge.id);
  return codeOf(at(from), challenge);
}
const other = (digits: string) => digits.replace(/./g, digit => String((Number(digit) + 1) % 10));

describe('a call with a keypad (S1-41, S1-42, S1-43)', () => {
  test('introduces itself, asks, and the right digits verify the number', async () => {
    const { id, state, sealedCode } = await file.started();
    expect(state).toBe('ringing');
    expect(file.placed).toMatchObject([{ challengeId: id, number: NUMBER, mode: 'keypad' }]);
    const hello = await answered(at(1), id, 'human');
    expect(hello.lines.join(' ')).toMatch(/Sallyport at auth\.example\.org.*Nobody will ever tell you/);
    expect(hello.next).toBe('go-on');
    expect(await asked(at(5), id)).toMatchObject({ next: 'gather' });
    const code = await codeOf(at(0), { id, sealedCode } as PhoneChallenge);
    expect(code).toMatch(/^\d{6}$/);
    expect(await keyed(at(9), id, code)).toMatchObject({ lines: [expect.stringMatching(/^Thank you/)] });
    expect(file.stateOf(id)).toBe('verified');
    expect(file.row('people', owner.id)).toMatchObject({
      phone_verified_at: NOW + 9 * SECOND,
      recovery_failures: 0,
      recovery_blocked_until: 0,
    });
    expect(mails()).toBe(1);
    expect(file.count('mails', `subject like '%phone number was verified%'`)).toBe(1);
  });

  test('the call never says the digits that the page shows', async () => {
    const challenge = await file.started();
    const code = await codeOf(at(0), challenge);
    const said = [await answered(at(1), challenge.id, 'human'), await asked(at(2), challenge.id)];
    expect(JSON.stringify(said).replace(/\D/g, '')).not.toContain(code);
  });

  test('wrong digits do not verify it, and the same call takes no second try (S1-43)', async () => {
    const challenge = await file.started();
    const code = await onceAsked(challenge);
    await keyed(at(5), challenge.id, other(code));
    expect(file.stateOf(challenge.id)).toBe('wrong');
    expect(await keyed(at(6), challenge.id, code)).toMatchObject({ lines: [] });
    expect(file.stateOf(challenge.id)).toBe('wrong');
    expect(file.row('people', owner.id)).toMatchObject({ phone_verified_at: null, recovery_failures: 1 });
    expect(mails()).toBe(1);
  });

  test.each([
    ['too few', (code: string) => code.slice(0, 5)],
    ['too many', (code: string) => `${code}0`],
    ['with other keys', (code: string) => `${code.slice(0, 5)}*`],
  ])('digits, %s, are wrong', async (_, altered) => {
    const challenge = await file.started();
    await keyed(at(5), challenge.id, altered(await onceAsked(challenge)));
    expect(file.stateOf(challenge.id)).toBe('wrong');
  });

  test.each([
    'machine_start',
    'machine_end_beep',
    'fax',
    'unknown',
    undefined,
    'Human',
    '',
  ])('answered by %j it fails, says nothing, and the owner is told (D15)', async by => {
    const { id } = await file.started();
    expect(await answered(at(1), id, by)).toEqual({ lines: [], next: 'hang-up' });
    expect(file.stateOf(id)).toBe('machine');
    expect(mails()).toBe(1);
    expect(await asked(at(2), id)).toMatchObject({ lines: [] });
  });

  test('digits before the question fail it: a greeting plays them (D15)', async () => {
    const challenge = await file.started();
    await answered(at(1), challenge.id, 'human');
    await keyed(at(2), challenge.id, await codeOf(at(0), challenge));
    expect(file.stateOf(challenge.id)).toBe('early');
    expect(mails()).toBe(1);
  });

  test("digits within 600 ms of the question fail it, after 600 ms they are somebody's (D15)", async () => {
    const quick = await file.started();
    const code = await onceAsked(quick);
    await keyed(at(2.599), quick.id, code);
    expect(file.stateOf(quick.id)).toBe('early');
    const slow = await file.started(at(60));
    const slowCode = await onceAsked(slow, 60);
    await keyed(at(62.6), slow.id, slowCode);
    expect(file.stateOf(slow.id)).toBe('verified');
  });

  test('nobody keys anything, or hangs up: unanswered, and no failure is counted', async () => {
    const silent = await file.started();
    await onceAsked(silent);
    await keyed(at(20), silent.id, '');
    expect(file.stateOf(silent.id)).toBe('unanswered');
    const left = await file.started(at(60));
    await onceAsked(left, 60);
    await ended(at(65), left.id, 'completed');
    expect(file.stateOf(left.id)).toBe('unanswered');
    expect(file.failures()).toBe(0);
  });

  test.each(['busy', 'unanswered', 'failed'] as const)('%s while it rings ends it', async how => {
    const { id } = await file.started();
    await ended(at(9), id, how);
    expect(file.stateOf(id)).toBe(how);
  });

  test('each report does its work once: whatever comes again says and changes nothing (D13)', async () => {
    const challenge = await file.started();
    const { id } = challenge;
    const code = await onceAsked(challenge);
    expect(await answered(at(3), id, 'human')).toMatchObject({ lines: [] });
    expect(await asked(at(3), id)).toMatchObject({ lines: [] });
    const both = await Promise.all([keyed(at(4), id, code), keyed(at(4), id, code)]);
    expect(both.filter(({ lines }) => lines.length > 0)).toHaveLength(1);
    await keyed(at(5), id, other(code));
    await ended(at(6), id, 'failed');
    await answered(at(7), id, 'machine_start');
    expect(file.stateOf(id)).toBe('verified');
    expect(file.failures()).toBe(0);
    expect(mails()).toBe(1);
  });

  test('a number that takes the place of a proved one: recovery rests for a day', async () => {
    file.proven();
    const challenge = await file.started(at(0), OTHER);
    await keyed(at(5), challenge.id, await onceAsked(challenge));
    expect(file.row('people', owner.id)).toMatchObject({
      recovery_blocked_until: NOW + 5 * SECOND + COOL_OFF,
    });
    expect(file.count('mails', `subject like '%phone number was changed%'`)).toBe(1);
  });

  test.each([
    ['ended', `delete from sessions`],
    ['grew old', `update sessions set proved_at = 1`],
    ['belongs to somebody disabled', `update people set disabled_at = 1`],
  ])('a session that %s before the digits came stores no number', async (_, change) => {
    const challenge = await file.started(at(0), OTHER);
    const code = await onceAsked(challenge);
    file.raw.exec(change);
    await keyed(at(5), challenge.id, code);
    expect(file.stateOf(challenge.id)).not.toBe('verified');
    expect(file.row('people', owner.id)).toMatchObject({ phone_verified_at: null });
  });

  test('a number that was stored meanwhile stays', async () => {
    const challenge = await file.started(at(0), OTHER);
    const code = await onceAsked(challenge);
    const store = { ...file.first.store };
    const verify: typeof store.verifyChallenge = (...parameters) => {
      file.raw.exec(`update people set sealed_phone = 'another'`);
      return file.first.store.verifyChallenge(...parameters);
    };
    const context = { ...at(5), store: { ...store, verifyChallenge: verify } };
    await keyed(context, challenge.id, code);
    expect(file.stateOf(challenge.id)).toBe('failed');
    expect(file.row('people', owner.id)).toMatchObject({ sealed_phone: 'another' });
  });
});

describe('a call of a recovery', () => {
  const recoveryState = () => file.row<{ state: string }>('recoveries', 'RECO1').state;

  test('verifies the recovery, and leaves number and cool-off alone', async () => {
    await file.recovery();
    const started = (await file.recover()) as PhoneChallenge;
    expect(file.row('recoveries', 'RECO1')).toMatchObject({ challenge_id: started.id, state: 'phone' });
    await keyed(at(5), started.id, await onceAsked(started));
    expect(recoveryState()).toBe('verified');
    expect(file.row('people', owner.id)).toMatchObject({
      phone_verified_at: 1,
      recovery_blocked_until: 0,
    });
  });

  test.each([
    'mail',
    'verified',
    'waiting',
    'done',
    'cancelled',
  ])('rings nobody while the recovery is at %s (S1-40)', async state => {
    await file.recovery('RECO1', state);
    expect(await file.recover()).toMatchObject({ reason: 'ChallengeEnded' });
    expect(file.placed).toEqual([]);
    expect(file.count('sends')).toBe(0);
  });

  test('rings nobody once the flow ended', async () => {
    await file.recovery();
    file.raw.exec('delete from flows');
    expect(await file.recover()).toMatchObject({ reason: 'ChallengeEnded' });
    expect(file.placed).toEqual([]);
  });

  test('an earlier call proves nothing once there is a newer one, nor a call of a cancelled recovery', async () => {
    await file.recovery();
    const early = (await file.recover()) as PhoneChallenge;
    const code = await onceAsked(early);
    const late = (await file.recover(at(60))) as PhoneChallenge;
    await keyed(at(61), early.id, code);
    expect([file.stateOf(early.id), recoveryState()]).toEqual(['failed', 'phone']);
    const lateCode = await onceAsked(late, 61);
    file.raw.exec(`update recoveries set state = 'cancelled'`);
    await keyed(at(65), late.id, lateCode);
    expect([file.stateOf(late.id), recoveryState()]).toEqual(['failed', 'cancelled']);
  });
});

describe('a code that is spoken or sent', () => {
  test.each([
    'spoken',
    'sms',
  ] as const)('%s: eight digits, three tries, each counted on the person', async mode => {
    file.mode = mode;
    const challenge = await file.started();
    if (mode === 'spoken') {
      await answered(at(1), challenge.id, 'human');
      const { lines } = await asked(at(2), challenge.id);
      expect(lines.join('').replace(/\D/g, '')).toContain(await codeOf(at(0), challenge));
      await ended(at(3), challenge.id, 'completed');
    } else {
      expect(file.placed[0]?.text).toContain(await codeOf(at(0), challenge));
    }
    expect(file.stateOf(challenge.id)).toBe('asked');
    const code = await codeOf(at(0), challenge);
    expect(code).toMatch(/^\d{8}$/);
    for (let round = 1; round <= 3; round += 1) {
      expect(await submitChallengeCode(at(5), owner, challenge.id, other(code))).toMatchObject({
        reason: 'PhoneCodeWrong',
      });
      expect(file.failures()).toBe(round);
    }
    expect(await submitChallengeCode(at(6), owner, challenge.id, code)).toMatchObject({
      reason: 'ChallengeEnded',
    });
    expect(file.stateOf(challenge.id)).toBe('wrong');
  });

  test('the second try may be right; earlier failures stay counted', async () => {
    file.mode = 'sms';
    const challenge = await file.started();
    const code = await codeOf(at(0), challenge);
    await submitChallengeCode(at(5), owner, challenge.id, other(code));
    expect(await submitChallengeCode(at(6), owner, challenge.id, code)).toMatchObject({ state: 'verified' });
    expect(file.failures()).toBe(1);
  });

  test('30 guesses at once on two gateways get three', async () => {
    file.mode = 'sms';
    const challenge = await file.started();
    const wrong = other(await codeOf(at(0), challenge));
    const all = Array.from({ length: 30 }, (_, nth) => {
      const store = nth % 2 === 0 ? file.first.store : file.second.store;
      return submitChallengeCode(
        file.context(NOW + SECOND, '203.0.113.7', store),
        owner,
        challenge.id,
        wrong,
      );
    });
    const answers = await Promise.all(all);
    expect(answers.filter(answer => 'reason' in answer && answer.reason === 'PhoneCodeWrong')).toHaveLength(
      3,
    );
    expect(file.failures()).toBe(3);
  });

  test('a code that is typed where a keypad was asked is no answer', async () => {
    const challenge = await file.started();
    const code = await onceAsked(challenge);
    expect(await submitChallengeCode(at(5), owner, challenge.id, code)).toMatchObject({
      reason: 'ChallengeEnded',
    });
  });

  test('after ten failures in a row nothing is called and no code is right, also a new one (3.7)', async () => {
    file.mode = 'sms';
    const challenge = await file.started();
    file.raw.exec(`update people set recovery_failures = ${RECOVERY_FAILURES}`);
    expect(
      await submitChallengeCode(at(5), owner, challenge.id, await codeOf(at(0), challenge)),
    ).toMatchObject({
      reason: 'ChallengeEnded',
    });
    const worn = { ...owner, recoveryFailures: RECOVERY_FAILURES };
    expect(await file.start(at(100), NUMBER, worn)).toMatchObject({ reason: 'TooManyAttempts' });
    // Also where the person was read before the tenth.
    expect(await file.start(at(100))).toMatchObject({ reason: 'ChallengeEnded' });
    expect(file.placed).toHaveLength(1);
  });

  test('after five minutes it is over (ASVS 6.5.5)', async () => {
    file.mode = 'sms';
    const challenge = await file.started();
    const code = await codeOf(at(0), challenge);
    expect(await submitChallengeCode(at(300), owner, challenge.id, code)).toMatchObject({
      reason: 'ChallengeEnded',
    });
    expect(await submitChallengeCode(at(299), owner, challenge.id, code)).toMatchObject({
      state: 'verified',
    });
  });
});

describe('a carrier', () => {
  test('that refuses for sure: failed, noted as refused, and no call of the day', async () => {
    const { place } = file;
    file.place = () => Promise.reject(new CarrierRefused('HTTP 400'));
    for (let minute = 0; minute < 4; minute += 1) {
      expect(await file.start(at(minute * 60))).toMatchObject({ reason: 'CarrierUnavailable' });
    }
    expect(file.count('sends', `channel = 'refused'`)).toBe(4);
    expect(file.count('sends', `channel = 'phone'`)).toBe(0);
    expect(file.count('phone_challenges', `state = 'failed'`)).toBe(4);
    file.place = place;
    expect(await file.start(at(240))).toMatchObject({ state: 'ringing' });
  });

  test('that refuses is asked once a minute and ten times a day for a person, not sixty times in a row', async () => {
    let asked = 0;
    file.place = () => {
      asked += 1;
      return Promise.reject(new CarrierRefused('HTTP 400'));
    };
    const answers = [];
    for (let nth = 0; nth < 60; nth += 1) answers.push(await file.start(at(nth)));
    expect(asked).toBe(1);
    expect(answers.at(-1)).toMatchObject({ reason: 'TooManyAttempts', details: { retryAfter: 1 } });
    // Nobody's session is fresh for half an hour.
    file.raw.exec(`update sessions set proved_at = ${NOW + 3_600_000}, last_seen_at = ${NOW + 3_600_000}`);
    for (let minute = 1; minute < 15; minute += 1) await file.start(at(minute * 60));
    expect(asked).toBe(10);
    expect(await nextCall(at(900), owner.id)).toBe(NOW + 24 * 3_600_000);
  });

  test('that does not answer: failed, and it counts, because it may be ringing', async () => {
    file.place = () => Promise.reject(new Error('timeout'));
    expect(await file.start()).toMatchObject({ reason: 'CarrierUnavailable' });
    expect(file.count('sends')).toBe(1);
    expect(file.count('phone_challenges', `state = 'failed'`)).toBe(1);
  });

  test('that calls back before it answers: what it reported stays', async () => {
    file.place = async ({ challengeId }) => {
      await file.first.store.claimCarrierId(challengeId, 'CA1');
      await answered(at(1), challengeId, 'human');
      return 'CA1';
    };
    expect(await file.started()).toMatchObject({ state: 'answered', carrierId: 'CA1' });
  });

  test('never answers again because the process died: after a minute it reads as unanswered', async () => {
    const challenge = { ...(await file.started()), state: 'placing' } as const;
    expect(stateAt(challenge, NOW + 59_999)).toBe('placing');
    expect(stateAt(challenge, NOW + 60_000)).toBe('unanswered');
    expect(await answered(at(61), challenge.id, 'human')).toMatchObject({ lines: [] });
  });

  test('names a call once: another name, or the name of another call, is not its', async () => {
    const { store } = file.first;
    const one = await file.started();
    const two = await file.started(at(60));
    expect(await store.claimCarrierId(one.id, `carrier-${one.id}`)).toBe(true);
    expect(await store.claimCarrierId(one.id, 'CA-other')).toBe(false);
    file.raw.exec(`update phone_challenges set carrier_id = null where id = '${two.id}'`);
    expect(await store.claimCarrierId(two.id, `carrier-${one.id}`)).toBe(false);
    expect(await store.claimCarrierId(two.id, `carrier-${two.id}`)).toBe(true);
    expect(await store.claimCarrierId('CALLNONE', 'CA-new')).toBe(false);
  });
});
