import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { noticesTo } from '../support/outbox.ts';
import { letPass, MINUTE } from '../support/passing-time.ts';
import {
  ADMINISTRATOR_ACCESS,
  createAdministrator,
  createUserWithDevice,
  setUpOwner,
  signIn,
  stepUp,
} from '../support/people.ts';
import {
  aSecondLater,
  beginVerification,
  contactOf,
  forgetSends,
  otherDigits,
  type PhoneCall,
  type PhoneVerification,
  verificationOf,
} from '../support/phone.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const user = await createUserWithDevice(gateway, owner);
/** Whoever holds the phone, in front of this machine. */
const phone = new Client(gateway);
const NEW = '+4915112345678';

beforeEach(() => forgetSends(gateway));

const calls = async () => data(await phone.get<{ calls: PhoneCall[] }>('/dev/phone.json')).calls;
const onPhone = async (gesture: string, id: string, body: object = {}) =>
  data(await phone.post(`/dev/phone/${id}/${gesture}`, body));
async function key(id: string, digits: string): Promise<void> {
  aSecondLater(gateway);
  await onPhone('digits', id, { digits });
}
const primary = (client: Client, PhoneNumber: string) =>
  client.action<PhoneVerification>('BeginPrimaryContactVerification', { PhoneNumber });

test('the number of the set-up is not verified until somebody answers there (S1-13)', async () => {
  expect(await contactOf(owner.client)).toMatchObject({
    ...{ Email: owner.name, ContactEmailConfirmed: false, SendsMail: true, PhoneMode: 'keypad' },
    ...{ PhoneNumber: '+49 ••• 20', PhoneVerified: false, SelfServiceRecovery: true },
    ...{ PrimaryContactPhone: '+49 ••• 20', PrimaryContactPhoneVerified: false },
  });
  const begun = data(await beginVerification(owner.client));
  expect(begun).toMatchObject({ Mode: 'keypad', State: 'ringing', PhoneNumber: '+49 ••• 20' });
  const [call] = await calls();
  expect(call).toMatchObject({ id: begun.VerificationId, number: '+4930901820', state: 'ringing', said: [] });
  await onPhone('answer', begun.VerificationId);
  const [asked] = await calls();
  expect(asked?.state).toBe('asked');
  expect(asked?.said.join(' ')).toMatch(
    /Sallyport at localhost.*Nobody will ever tell you.*key in the 6 digits/,
  );
  expect(JSON.stringify(asked).replace(/\D/g, '')).not.toContain(begun.Digits);
  await key(begun.VerificationId, begun.Digits ?? '');
  expect(await verificationOf(owner.client, begun.VerificationId)).toMatchObject({ State: 'verified' });
  const contact = await contactOf(owner.client);
  expect(contact).toMatchObject({ PhoneVerified: true, PrimaryContactPhoneVerified: true });
  expect(contact).not.toHaveProperty('RecoveryBlockedUntil');
  expect((await noticesTo(gateway, owner.name)).map(({ subject }) => subject)).toContain(
    'Sallyport: Your phone number was verified.',
  );
});

test('another number: the old one stays until the new one is proved; then recovery rests for a day (S1-18)', async () => {
  const begun = data(await beginVerification(owner.client, '+49 151 123456-78'));
  expect(await contactOf(owner.client)).toMatchObject({ PhoneNumber: '+49 ••• 20' });
  await onPhone('answer', begun.VerificationId);
  await key(begun.VerificationId, begun.Digits ?? '');
  const contact = await contactOf(owner.client);
  expect(contact).toMatchObject({ PhoneNumber: '+49 ••• 78', PhoneVerified: true });
  const rest = Date.parse(contact.RecoveryBlockedUntil ?? '') - Date.now();
  expect(rest).toBeGreaterThan(23.9 * 3_600_000);
  expect(rest).toBeLessThanOrEqual(24 * 3_600_000);
  expect((await noticesTo(gateway, owner.name)).map(({ subject }) => subject)).toContain(
    'Sallyport: Your phone number was changed.',
  );
});

test('wrong digits, voicemail, a declined call, one that is hung up: nothing is verified (S1-43, D15)', async () => {
  const before = await contactOf(owner.client);
  for (const [gestures, state] of [
    [['answer', 'wrong'], 'wrong'],
    [['voicemail'], 'machine'],
    [['decline'], 'busy'],
    [['answer', 'hang-up'], 'unanswered'],
  ] as const) {
    forgetSends(gateway);
    const begun = data(await beginVerification(owner.client, '+4915112345699'));
    for (const gesture of gestures) {
      if (gesture === 'wrong') await key(begun.VerificationId, otherDigits(begun.Digits ?? ''));
      else await onPhone(gesture, begun.VerificationId);
    }
    expect((await verificationOf(owner.client, begun.VerificationId)).State).toBe(state);
  }
  expect(await contactOf(owner.client)).toEqual(before);
});

test('a first number of a user, who has no other way to be called', async () => {
  expect(await contactOf(user.client)).toMatchObject({ PhoneVerified: false, SelfServiceRecovery: false });
  expectRefusal(await beginVerification(user.client), 400, 'INVALID_INPUT');
  const begun = data(await beginVerification(user.client, NEW));
  await onPhone('answer', begun.VerificationId);
  await key(begun.VerificationId, begun.Digits ?? '');
  const contact = await contactOf(user.client);
  expect(contact).toMatchObject({ PhoneNumber: '+49 ••• 78', PhoneVerified: true });
  // A first number takes the place of none; the owner's is no business of a user.
  for (const member of ['RecoveryBlockedUntil', 'PrimaryContactPhone', 'PrimaryContactPhoneVerified']) {
    expect(contact).not.toHaveProperty(member);
  }
});

describe('the primary contact number', () => {
  test('is updated by an administrator instead of the owner, who is told (S1-14)', async () => {
    const begun = data(await primary(administrator.client, '+4915112345611'));
    await onPhone('answer', begun.VerificationId);
    await key(begun.VerificationId, begun.Digits ?? '');
    expect(await contactOf(owner.client)).toMatchObject({ PhoneNumber: '+49 ••• 11', PhoneVerified: true });
    expect(await contactOf(administrator.client)).toMatchObject({
      ...{ PrimaryContactPhone: '+49 ••• 11', PrimaryContactPhoneVerified: true, PhoneVerified: false },
    });
    const [notice] = await noticesTo(gateway, owner.name);
    expect(notice?.subject).toBe('Sallyport: Your phone number was changed.');
    expect(notice?.text).toContain(`By: "${administrator.name}", an administrator`);
  });

  test('is not updated by a user without administration (S1-16)', async () => {
    const before = await contactOf(owner.client);
    expectRefusal(await primary(user.client, NEW), 403, 'ACCESS_DENIED');
    expectRefusal(
      await user.client.action('BeginPhoneVerification', { PhoneNumber: NEW, UserName: 'root' }),
      400,
      'VALIDATION_ERROR',
    );
    expect(await contactOf(owner.client)).toEqual(before);
  });

  test('is not updated by whoever lost administration before the digits came (S1-16)', async () => {
    const begun = data(await primary(administrator.client, '+4915112345622'));
    await onPhone('answer', begun.VerificationId);
    data(
      await owner.client.action('DetachUserPolicy', {
        UserName: administrator.name,
        PolicyArn: ADMINISTRATOR_ACCESS,
      }),
    );
    await key(begun.VerificationId, begun.Digits ?? '');
    expect(await contactOf(owner.client)).toMatchObject({ PhoneNumber: '+49 ••• 11' });
    expect((await calls())[0]?.state).not.toBe('verified');
  });
});

describe('a verification', () => {
  test('is the business of the session that began it alone', async () => {
    const begun = data(await beginVerification(user.client, NEW));
    const { VerificationId } = begun;
    const otherSession = await signIn(gateway, user);
    for (const client of [otherSession, owner.client]) {
      expectRefusal(await client.action('GetPhoneVerification', { VerificationId }), 404, 'NO_SUCH_ENTITY');
      const finish = { VerificationId, Code: '12345678' };
      expectRefusal(await client.action('FinishPhoneVerification', finish), 404, 'NO_SUCH_ENTITY');
    }
  });

  test('takes no digits on the page where the phone takes them', async () => {
    const { VerificationId, Digits } = data(await beginVerification(user.client, NEW));
    const finish = { VerificationId, Code: `${Digits}00` };
    expectRefusal(await user.client.action('FinishPhoneVerification', finish), 403, 'CHALLENGE_ENDED');
    expectRefusal(
      await user.client.action('FinishPhoneVerification', { ...finish, Code: Digits }),
      400,
      'VALIDATION_ERROR',
    );
  });

  test('asks for a fresh proof (ASVS 7.5.1)', async () => {
    letPass(gateway, 16 * MINUTE);
    expectRefusal(await beginVerification(user.client, NEW), 403, 'STEP_UP_REQUIRED');
    for (const person of [user, owner]) await stepUp(person.client, person.device);
  });

  test.each([
    ['a premium number', '+499001234567', 'PHONE_NUMBER_UNACCEPTABLE'],
    ['a satellite', '+881612345678', 'PHONE_NUMBER_UNACCEPTABLE'],
    ['no country code', '030901820', 'VALIDATION_ERROR'],
    ['a line break', '+493012345678\r\nTo: +1900', 'VALIDATION_ERROR'],
    ['two numbers', '+493012345678,+493012345679', 'VALIDATION_ERROR'],
    ['other digits', '+４９３０１２３４５６７８', 'VALIDATION_ERROR'],
    ['a list', ['+493012345678'], 'VALIDATION_ERROR'],
    ['very long', `+49${'1'.repeat(60_000)}`, 'VALIDATION_ERROR'],
  ])('of %s rings nobody', async (_, PhoneNumber, code) => {
    const before = (await calls()).length;
    expectRefusal(await user.client.action('BeginPhoneVerification', { PhoneNumber }), 400, code);
    expect((await calls()).length).toBe(before);
  });

  test('one a minute; the answer says when the next may be', async () => {
    data(await beginVerification(user.client, NEW));
    const second = await beginVerification(user.client, NEW);
    expectRefusal(second, 429, 'TOO_MANY_ATTEMPTS');
    expect(second.body.error.retryAfter).toBeGreaterThan(30);
    expect(Number(second.headers['retry-after'])).toBe(second.body.error.retryAfter);
  });
});

describe('the phone of development', () => {
  test('takes nothing from another site, nor without JSON, nor for a name that points here (DNS rebinding)', async () => {
    const { VerificationId } = data(await beginVerification(owner.client, NEW));
    const path = `/dev/phone/${VerificationId}/answer`;
    expectRefusal(await phone.post(path, {}, { origin: 'https://evil.example' }), 403, 'FOREIGN_ORIGIN');
    expectRefusal(
      await phone.post(path, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'UNSUPPORTED_CONTENT_TYPE',
    );
    expectRefusal(await phone.post(path, { digits: '1' }), 400, 'VALIDATION_ERROR');
    expectRefusal(await phone.get('/dev/phone.json', { host: 'evil.example' }), 404, 'NOT_FOUND');
    expectRefusal(await phone.post(path, {}, { host: 'evil.example' }), 404, 'NOT_FOUND');
    expect((await calls())[0]).toMatchObject({ id: VerificationId, state: 'ringing' });
  });

  test('shows the newest ten, the newest first', async () => {
    const shown = await calls();
    expect(shown).toHaveLength(10);
    const times = shown.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('without a carrier its callbacks are not there (D14)', async () => {
    for (const path of ['voice/CALL', 'voice/CALL/ask', 'voice/CALL/digits', 'status/CALL', 'message/CALL']) {
      expectRefusal(await phone.post(`/telephony/${path}`), 404, 'NOT_FOUND');
    }
  });
});
