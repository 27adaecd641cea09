import { createHash } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { noticesTo } from '../support/outbox.ts';
import { DAY, HOUR, letPass, MINUTE } from '../support/passing-time.ts';
import {
  createAdministrator,
  createUserWithDevice,
  setUpOwner,
  signIn,
  withMailbox,
} from '../support/people.ts';
import {
  atSecondFactor,
  call,
  finish,
  keyIn,
  lastCall,
  mailedToken,
  press,
  recover,
  redeem,
  sendMail,
  stateOf,
  toPhone,
  toVerified,
  verifyPhone,
} from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
await verifyPhone(gateway, owner);

// Every test has a day of mails and calls for itself, and an owner who is signed in.
beforeEach(async () => {
  letPass(gateway, 2 * DAY);
  owner.client = await signIn(gateway, owner);
});

const links = async () =>
  (await noticesTo(gateway, owner.name)).filter(({ text }) => text.includes('/recover#')).length;

describe('mails with links', () => {
  test('go out three times an hour and ten times a day, whichever browser asks (S1-39)', async () => {
    const before = await links();
    for (let time = 1; time <= 3; time += 1) data(await sendMail(await atSecondFactor(gateway, owner)));
    const fourth = await sendMail(await atSecondFactor(gateway, owner));
    expectRefusal(fourth, 429, 'TOO_MANY_ATTEMPTS');
    expect(fourth.body.error.retryAfter).toBeGreaterThan(HOUR / 1000 - 60);
    for (let hour = 1; hour <= 3; hour += 1) {
      letPass(gateway, HOUR);
      for (let time = 1; time <= 3; time += 1) await sendMail(await atSecondFactor(gateway, owner));
    }
    expect((await links()) - before).toBe(10);
  });

  test('go out three times when twenty are asked for at once (B5)', async () => {
    const client = await atSecondFactor(gateway, owner);
    const before = await links();
    const answers = await Promise.all(Array.from({ length: 15 }, () => sendMail(client)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect((await links()) - before).toBe(3);
  });
});

describe('calls', () => {
  test('of two that are started at once one is placed', async () => {
    const client = await toPhone(gateway, owner);
    const answers = await Promise.all([call(client), call(client)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect(await stateOf(client)).toMatchObject({ state: 'phone', call: { state: 'ringing' } });
  });

  test('wait a minute, the first one too, where the number was verified a moment ago; the page is told until when', async () => {
    await verifyPhone(gateway, owner);
    const client = await toPhone(gateway, owner);
    const { call: none, callAt } = await stateOf(client);
    expect(none).toBeNull();
    const wait = Date.parse(callAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(MINUTE);
    expectRefusal(await call(client), 429, 'TOO_MANY_ATTEMPTS');
    letPass(gateway, MINUTE);
    expect(await stateOf(client)).toMatchObject({ callAt: null });
    const ringing = data(await call(client));
    expect(ringing.callAt).not.toBeNull();
    expect(ringing.callAt).toBe(ringing.call?.callAgainAt);
  });

  test('that nobody answers stop after three; the device still signs in (3.6)', async () => {
    const client = await toPhone(gateway, owner);
    for (let time = 1; time <= 3; time += 1) {
      data(await call(client));
      await press(gateway, (await lastCall(gateway)).id, 'decline');
      letPass(gateway, MINUTE);
      if (time < 3) data(await client.get('/api/recovery'));
    }
    expectRefusal(await call(client), 429, 'TOO_MANY_ATTEMPTS');
    await signIn(gateway, owner);
  });

  test('with wrong digits verify nothing, and ten of them in a row shut the way until a device is shown (S1-43, NIST 3.2.2)', async () => {
    const client = await toPhone(gateway, owner);
    const ringing = data(await call(client));
    const wrong = ringing.call?.digits === '000000' ? '000001' : '000000';
    await keyIn(gateway, wrong);
    expect(await stateOf(client)).toMatchObject({ state: 'phone', call: { state: 'wrong', digits: null } });
    expectRefusal(await finish(client), 403, 'RECOVERY_INCOMPLETE');
    expect(failures()).toBe(1);

    // As if the last of ten had been today.
    withStoreFile(gateway, database =>
      database.prepare("update people set recovery_failures = 10 where kind = 'owner'").run(),
    );
    expect(await stateOf(client)).toMatchObject({ offered: false, why: 'failures' });
    expectRefusal(await call(client), 403, 'RECOVERY_NOT_OFFERED');
    await signIn(gateway, owner);
    expect(failures()).toBe(0);
    expect(await stateOf(await atSecondFactor(gateway, owner))).toMatchObject({ offered: true });
  });
});

const failures = () =>
  withStoreFile(
    gateway,
    database =>
      database
        .prepare<[], { n: number }>("select recovery_failures as n from people where kind = 'owner'")
        .get()?.n,
  );

describe('the end of a recovery', () => {
  test('happens once, when ten ask for it at once (B5)', async () => {
    const client = await toVerified(gateway, owner);
    const answers = await Promise.all(Array.from({ length: 10 }, () => finish(client.copy(gateway))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const sessions = withStoreFile(gateway, database =>
      database.prepare("select 1 from sessions where level = 'recovered'").all(),
    );
    expect(sessions).toHaveLength(1);
  });

  test('does not come when the way was shut meanwhile: by the account, by "not me", by a new password (S2-57)', async () => {
    const shut = [
      () => owner.client.action('UpdateAccount', { SelfServiceRecovery: 'nobody' }),
      async () => {
        const token = await mailedToken(gateway, owner.name, 'not-me');
        return owner.client.post('/api/recovery/not-me', { token });
      },
    ];
    for (const close of shut) {
      letPass(gateway, 2 * DAY);
      owner.client = await signIn(gateway, owner);
      data(await owner.client.action('UpdateAccount', { SelfServiceRecovery: 'owner' }));
      const client = await toVerified(gateway, owner);
      data(await close());
      const answer = await finish(client);
      expect([401, 403]).toContain(answer.status);
      expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
      data(await owner.client.get('/api/session'));
    }
  });
});

describe('a cooling-off', () => {
  test('makes the finished recovery wait, tells every address, and ends with a session in the same browser', async () => {
    data(await owner.client.action('UpdateAccount', { RecoveryDelayHours: 24 }));
    const client = await toVerified(gateway, owner);
    const waiting = data(await finish(client));
    expect(waiting.next).toBe('wait');
    expect(Date.parse(waiting.readyAt ?? '') - Date.now()).toBeGreaterThan(DAY - MINUTE);
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    expect(await stateOf(client)).toMatchObject({ state: 'waiting', readyAt: waiting.readyAt });
    const [told] = await noticesTo(gateway, owner.name);
    expect(told?.text).toMatch(/without\s+your\s+MFA\s+device\s+from/);
    expectRefusal(await finish(client), 403, 'RECOVERY_INCOMPLETE');
    letPass(gateway, 23 * HOUR);
    expectRefusal(await finish(client), 403, 'RECOVERY_INCOMPLETE');
    letPass(gateway, HOUR);
    expect(data(await finish(client))).toEqual({ next: 'signed-in' });
  });

  test('can be ended by whoever reads the mails', async () => {
    const client = await toVerified(gateway, owner);
    expect(data(await finish(client)).next).toBe('wait');
    data(
      await client.copy(gateway).post('/api/recovery/not-me', {
        token: await mailedToken(gateway, owner.name, 'not-me'),
      }),
    );
    letPass(gateway, DAY);
    expectRefusal(await finish(client), 401, 'FLOW_ENDED');
    owner.client = await signIn(gateway, owner);
    data(await owner.client.action('UpdateAccount', { RecoveryDelayHours: 0 }));
  });
});

describe('"this was not me"', () => {
  test('said of one attempt ends the others of that day, too: a thief begins several', async () => {
    data(await owner.client.action('UpdateAccount', { RecoveryDelayHours: 48 }));
    const first = await atSecondFactor(gateway, owner);
    data(await sendMail(first));
    const notMe = await mailedToken(gateway, owner.name, 'not-me');
    const second = await toVerified(gateway, owner);
    expect(data(await finish(second)).next).toBe('wait');
    data(await new Client(gateway).post('/api/recovery/not-me', { token: notMe }));
    letPass(gateway, 2 * DAY);
    expectRefusal(await finish(second), 401, 'FLOW_ENDED');
    owner.client = await signIn(gateway, owner);
    data(await owner.client.action('UpdateAccount', { RecoveryDelayHours: 0 }));
  });

  test('said of an attempt that went no further shuts out whoever came in beside it', async () => {
    const first = await atSecondFactor(gateway, owner);
    data(await sendMail(first));
    const notMe = await mailedToken(gateway, owner.name, 'not-me');
    const second = await recover(gateway, owner);
    data(await new Client(gateway).post('/api/recovery/not-me', { token: notMe }));
    expectRefusal(await second.get('/api/session'), 401, 'NOT_SIGNED_IN');
    withStoreFile(gateway, database => database.prepare('update people set disabled_at = null').run());
  });

  test('can be said days later of an attempt that came to nothing', async () => {
    data(await sendMail(await atSecondFactor(gateway, owner)));
    const notMe = await mailedToken(gateway, owner.name, 'not-me');
    letPass(gateway, 6 * DAY);
    data(await new Client(gateway).post('/api/recovery/not-me', { token: notMe }));
    expect(await stateOf(await atSecondFactor(gateway, owner))).toMatchObject({ why: 'cool-off' });
  });

  test('cannot be said by the browser that began: its cookie does not tell the token', async () => {
    const thief = await atSecondFactor(gateway, owner);
    data(await sendMail(thief));
    const [flow = ''] = [...thief.cookies.values()];
    const guess = createHash('sha256').update(`not-me|${flow}`).digest('base64url');
    expectRefusal(await thief.post('/api/recovery/not-me', { token: guess }), 403, 'RECOVERY_LINK_INVALID');
  });
});

describe('a device that is shown', () => {
  test('ends whatever was under way around it, also what only waits', async () => {
    data(await owner.client.action('UpdateAccount', { RecoveryDelayHours: 1 }));
    const thief = await toVerified(gateway, owner);
    expect(data(await finish(thief)).next).toBe('wait');
    owner.client = await signIn(gateway, owner);
    letPass(gateway, HOUR);
    expectRefusal(await finish(thief), 403, 'RECOVERY_INCOMPLETE');
    owner.client = await signIn(gateway, owner);
    data(await owner.client.action('UpdateAccount', { RecoveryDelayHours: 0 }));
  });
});

describe('"this was not me", after the session was opened', () => {
  test('ends every session, that one too, and shuts the person out until the operator has looked', async () => {
    const client = await recover(gateway, owner);
    const token = await mailedToken(gateway, owner.name, 'not-me');
    data(await client.copy(gateway).post('/api/recovery/not-me', { token }));
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    const [warning] = await noticesTo(gateway, owner.name);
    expect(warning?.text).toMatch(/nobody\s+signs\s+in\s+as\s+you/);
    const { credentials, password } = owner;
    const refused = await new Client(gateway).post('/api/sign-in/password', { ...credentials, password });
    expectRefusal(refused, 401, 'SIGN_IN_REFUSED');
    // As break-glass does it.
    withStoreFile(gateway, database => database.prepare('update people set disabled_at = null').run());
  });
});

describe('users', () => {
  test('are told to contact an administrator, as the account says how (S1-05, S1-17, S1-61, S1-62)', async () => {
    data(await owner.client.action('UpdateAccount', { SupportContact: 'Help desk, room 12' }));
    const user = await createUserWithDevice(gateway, owner);
    await withMailbox(owner, user);
    const client = await atSecondFactor(gateway, user);
    expect(await stateOf(client)).toMatchObject({
      offered: false,
      why: 'administrator',
      supportContact: 'Help desk, room 12',
      mailTo: null,
      phone: null,
    });
    expectRefusal(await sendMail(client), 403, 'RECOVERY_NOT_OFFERED');
  });

  test('come in by themselves where the account or an administrator lets them, with a confirmed address and phone', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const administrator = await createAdministrator(gateway, owner);
    data(await administrator.client.action('SetUserRecovery', { UserName: user.name, Recovery: 'allowed' }));
    const client = await atSecondFactor(gateway, user);
    expect(await stateOf(client)).toMatchObject({ offered: false, why: 'no-mail' });
    const token = await mailedToken(gateway, mailbox, 'confirm-address');
    data(await client.copy(gateway).post('/api/address/confirm', { token }));
    expect(await stateOf(client)).toMatchObject({ offered: false, why: 'no-phone' });
    await verifyPhone(gateway, user, '+493012345678');
    letPass(gateway, MINUTE);
    const recovered = await recover(gateway, user, mailbox);
    expect(data(await recovered.get('/api/session'))).toMatchObject({ level: 'recovered' });

    data(await administrator.client.action('SetUserRecovery', { UserName: user.name, Recovery: 'denied' }));
    expect(await stateOf(await atSecondFactor(gateway, user))).toMatchObject({ why: 'administrator' });
  });

  test('whose device an administrator deactivates sign in without it, and enrol another (S1-64)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    data(
      await owner.client.action('DeactivateMFADevice', {
        UserName: user.name,
        SerialNumber: user.device.serialNumber,
      }),
    );
    const client = owner.client.copy(gateway);
    client.cookies.clear();
    const { credentials, password } = user;
    expect(data(await client.post('/api/sign-in/password', { ...credentials, password }))).toEqual({
      next: 'signed-in',
    });
  });
});

test('a mailed link that is opened late meets a flow that is still there: both live as long', async () => {
  const client = await atSecondFactor(gateway, owner);
  data(await sendMail(client));
  letPass(gateway, 14 * MINUTE);
  data(await redeem(client, await mailedToken(gateway, owner.name)));
  data(await call(client));
});
