import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startCarrier } from '../support/carrier.ts';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { setUpOwner } from '../support/people.ts';
import {
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
const gateway = await startGateway({ runtime, env: { ...carrier.env, PHONE_CHALLENGE: 'sms' } });
afterAll(async () => {
  await gateway.stop();
  await carrier.stop();
});
const owner = await setUpOwner(gateway);
const twilio = new Client(gateway);
beforeEach(() => {
  forgetSends(gateway);
  withStoreFile(gateway, database => database.exec('update people set recovery_failures = 0'));
});

async function start() {
  const verification = data(await beginVerification(owner.client));
  const placed = carrier.placed.at(-1);
  if (placed === undefined) throw new Error('nothing was sent');
  return { ...verification, placed, code: /^\d{8}/.exec(placed.form.get('Body') ?? '')?.[0] ?? '' };
}
const finish = (VerificationId: string, Code: string) =>
  owner.client.action<PhoneVerification>('FinishPhoneVerification', { VerificationId, Code });

describe('a text message', () => {
  test('brings eight digits, which the page takes, in groups too', async () => {
    const { VerificationId, placed, code, Mode, State, ...rest } = await start();
    expect([Mode, State]).toEqual(['sms', 'asked']);
    expect(rest).not.toHaveProperty('Digits');
    expect(flawsOf(placed.path, placed.contentType, placed.body)).toEqual([]);
    expect(placed.form.get('Body')).toMatch(
      /^\d{8} is your code for Sallyport at localhost:\d+\. Nobody will ever ask/,
    );
    const answer = await finish(VerificationId, `${code.slice(0, 4)} ${code.slice(4)}`);
    expect(data(answer)).toMatchObject({ State: 'verified' });
    expect(await contactOf(owner.client)).toMatchObject({ PhoneVerified: true, PhoneMode: 'sms' });
    expectRefusal(await finish(VerificationId, code), 403, 'CHALLENGE_ENDED');
  });

  test('three tries, also at once; then even the right code is refused (3.7)', async () => {
    const { VerificationId, code } = await start();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => finish(VerificationId, otherDigits(code))),
    );
    expect(answers.filter(({ body }) => body.error.code === 'PHONE_CODE_WRONG')).toHaveLength(3);
    expectRefusal(await finish(VerificationId, code), 403, 'CHALLENGE_ENDED');
    expect(await verificationOf(owner.client, VerificationId)).toMatchObject({ State: 'wrong' });
  });

  test('that does not arrive ends as failed, told by the carrier alone', async () => {
    const { VerificationId, placed, code } = await start();
    const url = placed.form.get('StatusCallback') ?? '';
    expect(url).toBe(`${gateway.origin}/telephony/message/${VerificationId}`);
    for (const MessageStatus of ['queued', 'sent', 'delivered']) {
      await carrier.callBack(twilio, url, carrier.fieldsOf(placed, { MessageStatus }));
    }
    expect(await verificationOf(owner.client, VerificationId)).toMatchObject({ State: 'asked' });
    const failed = carrier.fieldsOf(placed, { MessageStatus: 'undelivered' });
    const other = { ...failed, MessageSid: `SM${'0'.repeat(32)}` };
    expect((await carrier.callBack(twilio, url, other)).status).toBe(403);
    expect(await verificationOf(owner.client, VerificationId)).toMatchObject({ State: 'asked' });
    expect((await carrier.callBack(twilio, url, failed)).status).toBe(200);
    expect(await verificationOf(owner.client, VerificationId)).toMatchObject({ State: 'failed' });
    expectRefusal(await finish(VerificationId, code), 403, 'CHALLENGE_ENDED');
  });

  test('the code is in no log and in no answer', async () => {
    const { VerificationId, code } = await start();
    const shown = await owner.client.action('GetPhoneVerification', { VerificationId });
    expect(shown.text).not.toContain(code);
    expect(gateway.output()).not.toContain(code);
  });
});
