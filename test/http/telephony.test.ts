import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Placed, post, startCarrier } from '../support/carrier.ts';
import { type Answer, Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { noticesTo } from '../support/outbox.ts';
import { setUpOwner } from '../support/people.ts';
import {
  aSecondLater,
  beginVerification,
  contactOf,
  forgetSends,
  otherDigits,
  type PhoneVerification,
  verificationOf,
} from '../support/phone.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';
import { flawsOf } from '../support/twilio-document.ts';

const carrier = await startCarrier();
const gateway = await startGateway({ runtime, env: carrier.env });
afterAll(async () => {
  await gateway.stop();
  await carrier.stop();
});
const owner = await setUpOwner(gateway);
const twilio = new Client(gateway);
const NUMBER = '+4915112345678';
/** Says nothing, ends the call. */
const NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

beforeEach(() => {
  carrier.mood = 'well';
  forgetSends(gateway);
  withStoreFile(gateway, database => database.exec('update people set recovery_failures = 0'));
});

interface Call {
  verification: PhoneVerification;
  placed: Placed;
  digits: string;
}

async function start(): Promise<Call> {
  const verification = data(await beginVerification(owner.client, NUMBER));
  const placed = carrier.placed.at(-1);
  if (placed === undefined) throw new Error('nothing was placed');
  return { verification, placed, digits: verification.Digits ?? '' };
}

const url = (path: string, { verification: { VerificationId } }: Call) =>
  `${gateway.origin}/telephony/${path.replace('ID', VerificationId)}`;
const report = (call: Call, path: string, more: Record<string, string> = {}) =>
  carrier.callBack(twilio, url(path, call), carrier.fieldsOf(call.placed, more));
const stateOf = async ({ verification }: Call) =>
  (await verificationOf(owner.client, verification.VerificationId)).State;

/** Somebody answered and heard the question. */
async function onceAsked(): Promise<Call> {
  const call = await start();
  await report(call, 'voice/ID', { AnsweredBy: 'human', CallStatus: 'in-progress' });
  await report(call, 'voice/ID/ask', { CallStatus: 'in-progress' });
  aSecondLater(gateway);
  return call;
}

describe('a call through Twilio', () => {
  test('rings the number, speaks, takes the digits of the page and verifies the number (S1-41, S1-42, S1-43)', async () => {
    const call = await start();
    const { placed, digits } = call;
    expect(flawsOf(placed.path, placed.contentType, placed.body)).toEqual([]);
    expect(placed.form.get('To')).toBe(NUMBER);
    expect(digits).toMatch(/^\d{6}$/);
    expect(call.verification).toMatchObject({ Mode: 'keypad', State: 'ringing', PhoneNumber: '+49 ••• 78' });
    expect(placed.form.get('Url')).toBe(url('voice/ID', call));
    expect(placed.form.get('StatusCallback')).toBe(url('status/ID', call));

    const hello = await report(call, 'voice/ID', { AnsweredBy: 'human', CallStatus: 'in-progress' });
    expect(hello.headers['content-type']).toMatch(/^text\/xml/);
    expect(hello.text).toContain('Nobody will ever tell you this number');
    expect(hello.text).toContain(`<Redirect method="POST">${url('voice/ID/ask', call)}</Redirect>`);
    expect(await stateOf(call)).toBe('answered');
    const question = await report(call, 'voice/ID/ask');
    expect(question.text).toMatch(/<Gather input="dtmf" numDigits="6" timeout="15"/);
    expect(question.text).toContain(`action="${url('voice/ID/digits', call)}"`);
    expect(`${hello.text}${question.text}`).not.toContain(digits);
    expect(await stateOf(call)).toBe('asked');

    aSecondLater(gateway);
    expect((await report(call, 'voice/ID/digits', { Digits: digits })).text).toContain('Thank you');
    const done = await verificationOf(owner.client, call.verification.VerificationId);
    expect(done).toMatchObject({ State: 'verified' });
    expect(done).not.toHaveProperty('Digits');
    expect(await contactOf(owner.client)).toMatchObject({ PhoneNumber: '+49 ••• 78', PhoneVerified: true });
    const subjects = (await noticesTo(gateway, owner.name)).map(({ subject }) => subject);
    expect(subjects).toContain('Sallyport: Your phone number was verified.');
    expect((await report(call, 'status/ID', { CallStatus: 'completed' })).text).toBe(NOTHING);
    expect(await stateOf(call)).toBe('verified');
  });

  test('wrong digits verify nothing, and the owner is told (S1-43)', async () => {
    const call = await onceAsked();
    const answer = await report(call, 'voice/ID/digits', { Digits: otherDigits(call.digits) });
    expect(answer.text).toContain('not the digits');
    expect(await stateOf(call)).toBe('wrong');
    expect((await report(call, 'voice/ID/digits', { Digits: call.digits })).text).toBe(NOTHING);
    expect(await stateOf(call)).toBe('wrong');
  });

  test.each([
    'machine_start',
    'fax',
    'unknown',
  ])('answered by %s it says nothing and fails (D15)', async AnsweredBy => {
    const call = await start();
    expect((await report(call, 'voice/ID', { AnsweredBy })).text).toBe(NOTHING);
    expect(await stateOf(call)).toBe('machine');
    expect((await report(call, 'voice/ID/digits', { Digits: call.digits })).text).toBe(NOTHING);
    expect(await stateOf(call)).toBe('machine');
  });

  test('answered by nobody knows whom it fails, too (D15)', async () => {
    const call = await start();
    expect((await report(call, 'voice/ID')).text).toBe(NOTHING);
    expect(await stateOf(call)).toBe('machine');
  });

  test('digits before the question, or at once behind it, fail it (D15)', async () => {
    const before = await start();
    await report(before, 'voice/ID', { AnsweredBy: 'human' });
    await report(before, 'voice/ID/digits', { Digits: before.digits });
    expect(await stateOf(before)).toBe('early');
    forgetSends(gateway);
    const behind = await start();
    await report(behind, 'voice/ID', { AnsweredBy: 'human' });
    await report(behind, 'voice/ID/ask');
    // The clock of the question is set to now: however slow this machine is, no 600 ms have passed.
    withStoreFile(gateway, database =>
      database.exec(`update phone_challenges set changed_at = ${Date.now() + 5_000}`),
    );
    await report(behind, 'voice/ID/digits', { Digits: behind.digits });
    expect(await stateOf(behind)).toBe('early');
  });

  test.each([
    ['no-answer', 'unanswered'],
    ['busy', 'busy'],
    ['failed', 'failed'],
    ['canceled', 'unanswered'],
    ['completed', 'unanswered'],
  ])('that ended as %s is %s', async (CallStatus, state) => {
    const call = await start();
    for (const step of ['initiated', 'ringing']) await report(call, 'status/ID', { CallStatus: step });
    expect(await stateOf(call)).toBe('ringing');
    expect((await report(call, 'status/ID', { CallStatus })).status).toBe(200);
    expect(await stateOf(call)).toBe(state);
  });

  test('no digits at all: unanswered', async () => {
    const call = await onceAsked();
    await report(call, 'voice/ID/digits', { Digits: '' });
    expect(await stateOf(call)).toBe('unanswered');
  });
});

describe('a callback that is not exactly what the carrier signed is refused, and nothing changes (D13)', () => {
  type Forgery = (
    call: Call,
    address: string,
    fields: Record<string, string>,
    signature: string,
  ) => Promise<Answer>;
  const signed = (signature: string) => ({ 'x-twilio-signature': signature });
  const FORGERIES: Record<string, Forgery> = {
    unsigned: (_, address, fields) => post(twilio, address, fields, {}),
    'an empty signature': (_, address, fields) => post(twilio, address, fields, signed('')),
    'signed with another token': (_, address, fields) =>
      post(twilio, address, fields, signed(carrier.sign(address, fields, 'f'.repeat(32)))),
    'signed with an empty token': (_, address, fields) =>
      post(twilio, address, fields, signed(carrier.sign(address, fields, ' '))),
    'other digits': (_, address, fields, signature) =>
      post(twilio, address, { ...fields, Digits: '000000' }, signed(signature)),
    'another call': (_, address, fields, signature) =>
      post(twilio, address, { ...fields, CallSid: `CA${'0'.repeat(32)}` }, signed(signature)),
    'another call, signed': (_, address, fields) =>
      carrier.callBack(twilio, address, { ...fields, CallSid: `CA${'0'.repeat(32)}` }),
    'no call, signed': (_, address, { CallSid: _sid, ...fields }) =>
      carrier.callBack(twilio, address, fields),
    'another account, signed': (_, address, fields) =>
      carrier.callBack(twilio, address, { ...fields, AccountSid: `AC${'0'.repeat(32)}` }),
    'a challenge that is none, signed': (_, address, fields) =>
      carrier.callBack(twilio, address.replace(/CALL\w+/, `CALL${'A'.repeat(17)}`), fields),
    'an address that it was not signed for': (_, address, fields, signature) =>
      post(twilio, `${address}?x=1`, fields, signed(signature)),
    'the signature of another address': (_, address, fields) =>
      post(twilio, address, fields, signed(carrier.sign(address.replace('http:', 'https:'), fields))),
    'signed for the host that a header names': (_, address, fields) =>
      post(twilio, address, fields, {
        ...signed(
          carrier.sign(address.replace(/\/\/[^/]+/, '//evil.example').replace('http:', 'https:'), fields),
        ),
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example;proto=https',
      }),
    'the signature without its padding': (_, address, fields, signature) =>
      post(twilio, address, fields, signed(signature.replace(/=+$/, ''))),
    'the signature for the web': (_, address, fields, signature) =>
      post(
        twilio,
        address,
        fields,
        signed(signature.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
      ),
    'the signature in hexadecimal': (_, address, fields, signature) =>
      post(twilio, address, fields, signed(Buffer.from(signature, 'base64').toString('hex'))),
    'two signatures': (_, address, fields, signature) =>
      post(twilio, address, fields, signed(`${signature}, ${signature}`)),
    'as JSON': (_, address, fields, signature) =>
      post(twilio, address, JSON.stringify(fields), {
        ...signed(signature),
        'content-type': 'application/json',
      }),
    'as JSON, signed as JSON is': (_, address, fields) =>
      post(twilio, address, JSON.stringify(fields), {
        ...signed(carrier.sign(address, {})),
        'content-type': 'application/json',
      }),
    'a field twice': (_, address, fields, signature) =>
      post(twilio, address, `${new URLSearchParams(fields)}&Digits=${fields.Digits}`, signed(signature)),
    'a field twice, and signed like that': (_, address, fields) =>
      post(
        twilio,
        address,
        `Digits=000000&${new URLSearchParams(fields)}`,
        signed(carrier.sign(address, { ...fields, Digits: ['000000', fields.Digits] as unknown as string })),
      ),
    'too large': (_, address, fields) => {
      const large = { ...fields, Padding: 'x'.repeat(20_000) };
      return carrier.callBack(twilio, address, large);
    },
  };

  test.each(Object.entries(FORGERIES))('%s', async (_, forge) => {
    const call = await onceAsked();
    const address = url('voice/ID/digits', call);
    const fields = carrier.fieldsOf(call.placed, { Digits: call.digits });
    const answer = await forge(call, address, fields, carrier.sign(address, fields));
    expect(answer.status, answer.text).toBe(403);
    expect(answer.text).toBe('');
    expect(await stateOf(call)).toBe('asked');
    // The control: what was left alone still works.
    await carrier.callBack(twilio, address, fields);
    expect(await stateOf(call)).toBe('verified');
  });

  test('each address is guarded: unsigned reports do nothing anywhere', async () => {
    const call = await start();
    const fields = carrier.fieldsOf(call.placed, { AnsweredBy: 'machine_start', CallStatus: 'failed' });
    for (const path of ['voice/ID', 'voice/ID/ask', 'voice/ID/digits', 'status/ID', 'message/ID']) {
      expect((await post(twilio, url(path, call), fields, {})).status, path).toBe(403);
    }
    expect(await stateOf(call)).toBe('ringing');
  });

  test('asked for with GET there is nothing', async () => {
    const call = await start();
    expectRefusal(await twilio.get(new URL(url('voice/ID', call)).pathname), 404, 'NOT_FOUND');
    expect(await stateOf(call)).toBe('ringing');
  });

  test('a replay is taken and does nothing', async () => {
    const call = await onceAsked();
    const right = await report(call, 'voice/ID/digits', { Digits: call.digits });
    expect(right.text).toContain('Thank you');
    for (const [path, more] of [
      ['voice/ID', { AnsweredBy: 'human', CallStatus: 'in-progress' }],
      ['voice/ID/ask', { CallStatus: 'in-progress' }],
      ['voice/ID/digits', { Digits: call.digits }],
    ] as const) {
      const again = await report(call, path, more);
      expect([again.status, again.text]).toEqual([200, NOTHING]);
    }
    expect(await stateOf(call)).toBe('verified');
  });
});

describe('a carrier that does not do it', () => {
  const count = (table: string, where = '1 = 1') =>
    withStoreFile(
      gateway,
      database =>
        (database.prepare(`select count(*) as n from ${table} where ${where}`).get() as { n: number }).n,
    );

  test.each([
    ['refusing', 'refused'],
    ['busy', 'phone'],
    ['broken', 'phone'],
    ['babbling', 'phone'],
    ['elsewhere', 'phone'],
  ] as const)('%s: the page says so, and the ledger has a line "%s"', async (mood, channel) => {
    carrier.mood = mood;
    const before = carrier.placed.length;
    const answer = await beginVerification(owner.client, NUMBER);
    expectRefusal(answer, 503, 'CARRIER_UNAVAILABLE');
    expect(answer.text).not.toMatch(/12345678|Twilio|sid/i);
    expect(carrier.placed).toHaveLength(before + 1);
    expect([count('sends'), count('sends', `channel = '${channel}'`)]).toEqual([1, 1]);
    expect(gateway.output()).not.toContain('12345678');
  });

  test('silent: given up in time, and everything else works meanwhile', async () => {
    carrier.mood = 'silent';
    const begun = Date.now();
    const waiting = beginVerification(owner.client, NUMBER);
    expect((await contactOf(owner.client)).PhoneMode).toBe('keypad');
    expectRefusal(await waiting, 503, 'CARRIER_UNAVAILABLE');
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(count('sends')).toBe(1);
  });

  test('the phone of development is not there beside a real carrier', async () => {
    expectRefusal(await twilio.get('/dev/phone.json'), 404, 'NOT_FOUND');
  });
});
