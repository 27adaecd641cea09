import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTwilio } from '../../../src/adapters/phone/twilio.ts';
import { createTwilioVerifier } from '../../../src/adapters/phone/twilio-signature.ts';
import type { ChallengeMode } from '../../../src/core/phone/challenge.ts';
import { reading, type Speech } from '../../../src/core/phone/speech.ts';
import { CarrierRefused } from '../../../src/core/ports.ts';
import { twiml } from '../../../src/http/telephony/twiml.ts';
import { type Carrier, startCarrier } from '../../support/carrier.ts';
import { flawsOf, valuesOf } from '../../support/twilio-document.ts';

const ORIGIN = 'https://auth.example.org';
let carrier: Carrier;
beforeAll(async () => {
  carrier = await startCarrier();
});
afterAll(() => carrier.stop());

function place(mode: ChallengeMode) {
  const { accountSid, authToken, baseUrl } = carrier;
  const account = { accountSid, authToken, baseUrl, from: '+4930111222' };
  const phone = createTwilio(account, { mode, countries: ['DE'], dailyCap: 9 }, ORIGIN);
  const text = mode === 'sms' ? '12345678 is your code & more' : undefined;
  return phone.place({ challengeId: 'CALLX', mode, number: '+493012345678', text });
}

describe('what is asked of Twilio is what its own document describes', () => {
  test.each(['keypad', 'spoken', 'sms'] as const)('in mode %s', async mode => {
    carrier.mood = 'well';
    const sid = await place(mode);
    const request = carrier.placed.at(-1);
    expect(sid).toBe(request?.sid);
    expect(flawsOf(request?.path ?? '', request?.contentType ?? '', request?.body ?? '')).toEqual([]);
    const account = Buffer.from(`${carrier.accountSid}:${carrier.authToken}`).toString('base64');
    expect(request?.authorization).toBe(`Basic ${account}`);
  });

  test('the check finds what is wrong', () => {
    const path = '/2010-04-01/Accounts/AC1/Calls.json';
    const type = 'application/x-www-form-urlencoded';
    expect(flawsOf(path, type, 'To=%2B49301234567')).toEqual(['From is missing']);
    expect(flawsOf(path, type, 'To=1&From=2&Foo=3&Timeout=long&Url=x')).toHaveLength(3);
    expect(flawsOf(path, 'application/json', '{}')).toHaveLength(1);
    expect(flawsOf('/2010-04-01/Calls.json', type, '')).toHaveLength(1);
  });

  test('a call tells each state, and waits until it is known who answered (D15)', async () => {
    carrier.mood = 'well';
    await place('keypad');
    const form = carrier.placed.at(-1)?.form;
    expect(form?.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
    expect(form?.get('MachineDetection')).toBe('Enable');
    expect(form?.get('Url')).toBe(`${ORIGIN}/telephony/voice/CALLX`);
    expect(valuesOf('call_enum_status')).toEqual(
      expect.arrayContaining(['completed', 'busy', 'no-answer', 'canceled', 'failed']),
    );
    expect(valuesOf('message_enum_status')).toEqual(
      expect.arrayContaining(['failed', 'undelivered', 'canceled']),
    );
  });
});

describe('a carrier that does not do it', () => {
  test('refusing: refused for sure, and its words stay there', async () => {
    carrier.mood = 'refusing';
    const failure = await place('keypad').catch(error => error);
    expect(failure).toBeInstanceOf(CarrierRefused);
    expect(failure.message).toMatch(/^HTTP 4\d\d$/);
  });

  test.each([
    'busy',
    'broken',
    'babbling',
    'elsewhere',
  ] as const)('%s: nobody knows, or it has too much of us: it counts in full; nothing is followed', async mood => {
    carrier.mood = mood;
    const before = carrier.placed.length;
    const failure = await place('sms').catch(error => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(CarrierRefused);
    expect(carrier.placed).toHaveLength(before + 1);
  });

  test('silent: given up after eight seconds', async () => {
    carrier.mood = 'silent';
    const begun = Date.now();
    const failure = await place('keypad').catch(error => error);
    expect(failure).not.toBeInstanceOf(CarrierRefused);
    expect(failure.message).toBe('timeout');
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});

describe("signatures, against Twilio's own package", () => {
  const url = `${ORIGIN}/telephony/voice/CALLX/digits?a=1`;
  const fields = {
    Digits: '123456',
    CallSid: 'CA1',
    AccountSid: 'AC1',
    z: 'ü\u{1f600}',
    A: '',
    'a b': '&=+%',
  };
  const form = () => Object.entries(fields);
  const verifier = () => createTwilioVerifier(carrier);

  test('one that it makes is right, in whatever order the fields come', async () => {
    const signature = carrier.sign(url, fields);
    expect(twilio.validateRequest(carrier.authToken, signature, url, fields)).toBe(true);
    expect(await verifier().signed(url, form(), signature)).toBe(true);
    expect(await verifier().signed(url, form().reverse(), signature)).toBe(true);
  });

  test.each([
    'https://auth.example.org:8443',
    'https://auth.example.org',
    'https://[2001:db8::1]:8443',
  ])('with and without the port of %s, as its package takes both, and no other port', async origin => {
    const address = `${origin}/telephony/voice/CALLX`;
    const bare = address.replace(':8443', '');
    const standard = bare.replace('/telephony', ':443/telephony');
    for (const spelling of [address, bare, standard, bare.replace('/telephony', ':80/telephony')]) {
      const signature = carrier.sign(spelling, fields);
      const theirs = twilio.validateRequest(carrier.authToken, signature, address, fields);
      expect(await verifier().signed(address, form(), signature), spelling).toBe(theirs);
    }
    expect(await verifier().signed(address, form(), carrier.sign(bare, fields))).toBe(true);
  });

  test('one of another address, token, field or spelling is not', async () => {
    const signature = carrier.sign(url, fields);
    const wrong = [
      [url.replace('https', 'http'), form(), signature],
      [`${url}&b=2`, form(), signature],
      [url.replace('auth.example.org', 'evil.example'), form(), signature],
      [url, form(), carrier.sign(url, fields, 'another token of the right length')],
      [url, form().with(0, ['Digits', '123457']), signature],
      [url, form().slice(1), signature],
      [url, [...form(), ['Extra', '1'] as [string, string]], signature],
      [url, form(), signature.replace(/=$/, '')],
      [url, form(), `${signature}=`],
      [url, form(), ` ${signature}`],
      [url, form(), Buffer.from(signature, 'base64').toString('hex')],
      [url, form(), ''],
    ] as const;
    for (const [address, changed, given] of wrong) {
      expect(await verifier().signed(address, changed, given)).toBe(false);
    }
    // Base64 has several spellings of one value: the last character carries bits that mean nothing.
    const body = signature.slice(0, -2);
    const last = signature.at(-2) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const twin = `${body}${alphabet[alphabet.indexOf(last) + 1]}=`;
    expect(Buffer.from(twin, 'base64')).toEqual(Buffer.from(signature, 'base64'));
    expect(await verifier().signed(url, form(), twin)).toBe(false);
  });
});

describe("what a call says, as Twilio's own package writes it", () => {
  const onward = {
    ask: `${ORIGIN}/telephony/voice/CALLX/ask`,
    digits: `${ORIGIN}/telephony/voice/CALLX/digits`,
  };
  const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

  test('a question', () => {
    const response = new twilio.twiml.VoiceResponse();
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 6,
      timeout: 15,
      method: 'POST',
      action: onward.digits,
      actionOnEmptyResult: true,
    });
    gather.say({ language: 'en-US' }, 'Key in the digits.');
    const speech: Speech = { lines: ['Key in the digits.'], next: 'gather' };
    expect(twiml(speech, onward)).toBe(response.toString());
  });

  test('the way on, and the end', () => {
    const on = new twilio.twiml.VoiceResponse();
    on.say({ language: 'en-US' }, 'Hello.');
    on.redirect({ method: 'POST' }, onward.ask);
    expect(twiml({ lines: ['Hello.'], next: 'go-on' }, onward)).toBe(on.toString());
    const off = new twilio.twiml.VoiceResponse();
    for (const line of reading('12345678').lines) off.say({ language: 'en-US' }, line);
    off.hangup();
    expect(twiml(reading('12345678'), onward)).toBe(off.toString());
    expect(twiml({ lines: [], next: 'hang-up' }, onward)).toBe(`${HEAD}<Response/>`);
    expect(new twilio.twiml.VoiceResponse().toString()).toBe(`${HEAD}<Response/>`);
  });

  test('a name with markup in it is spoken, not obeyed', () => {
    const text = twiml({ lines: [`</Say><Dial>+1900</Dial> & "x" 'y'`], next: 'hang-up' }, onward);
    expect(text).not.toContain('<Dial>');
    expect(text).toContain('&#60;Dial&#62;');
  });
});
