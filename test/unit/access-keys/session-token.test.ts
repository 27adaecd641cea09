import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findSigner } from '../../../src/core/access-keys/signer.ts';
import { proveByCode } from '../../../src/core/devices/proof.ts';
import type {
  AccessKeyPrincipal,
  CredentialsPrincipal,
  Principal,
} from '../../../src/core/policy/principal.ts';
import {
  account,
  audit,
  fido,
  hardware,
  NOW,
  newAccount,
  session as newSession,
  owner,
  STEP,
  user,
  virtual,
} from '../store/cast.ts';
import { GatewayFile } from '../store/gateway-file.ts';
import { act, contextOf, refusedWith, sealed, shown } from './gateway-of-one.ts';

/* GetSessionToken as programs see it; its statements are in test/unit/store/access-keys.test.ts. */

const bob = user('AIDA-bob', 'bob');
const app = virtual('app');
const others = virtual('others');
const WRONG_CODE = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const WRONG_DEVICE =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';

interface Key {
  AccessKeyId: string;
  SecretAccessKey: string;
}
type Credentials = Key & { SessionToken: string; Expiration: string };

let file: GatewayFile;
let restore: () => void;
let key: Key;
const browser: Principal = {
  ...{ by: 'session', person: bob, account, devices: 1 },
  session: newSession('browser', bob.id, app.id),
};

beforeAll(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('A'));
  await store.createUser(bob, audit('U'));
  for (const device of [app, others]) await store.createVirtual(await sealed(device), 16, audit('V'));
  const clock = { lastStep: STEP - 9, drift: 0 };
  await store.assign(app.id, bob.id, clock, 8, audit('E'));
  await store.assign(others.id, owner.id, clock, 8, audit('E'));
  await store.addCredential(fido('security-key', bob.id), 8, audit('F'));
  file.raw
    .prepare(
      `insert into sessions select 'browser', 'hash-of-browser', ?, 'mfa', 'otp mfa', ?, ?, ?, ?, ?, 'a', null, 'u', null, null, null`,
    )
    .run(bob.id, NOW, NOW, NOW, NOW + 9e6, app.id);
  const made = await act(contextOf(store), 'CreateAccessKey', browser);
  key = (made as { AccessKey: Key }).AccessKey;
  restore = file.keep();
});
beforeEach(() => restore());
afterAll(() => file.delete());

const program = (): AccessKeyPrincipal => ({
  ...{ by: 'access-key', keyId: key.AccessKeyId, person: bob, account, devices: 2 },
});
const ask = (input: object = {}, principal: Principal = program(), now = NOW) =>
  act(contextOf(file.first.store, now), 'GetSessionToken', principal, input);
const askWithCode = async (TokenCode: string, SerialNumber = app.serialNumber) =>
  ask({ SerialNumber, TokenCode });
const given = async (result: Promise<unknown>) =>
  ((await result) as { Credentials: Credentials }).Credentials;
const signer = (keyId: string, token?: string, now = NOW) =>
  findSigner(contextOf(file.second.store, now), keyId, token);
/** Whom a request stands for that is signed with these credentials. */
async function principalOf({ AccessKeyId, SessionToken }: Credentials): Promise<CredentialsPrincipal> {
  const found = await signer(AccessKeyId, SessionToken);
  if (typeof found === 'string' || found.principal.by !== 'session-credentials') throw new Error('no signer');
  return found.principal;
}

describe('credentials that end by themselves (contract 5)', () => {
  test('come with a key, its secret, a token and their end: twelve hours, or what was asked for', async () => {
    const credentials = await given(ask());
    expect(credentials).toEqual({
      AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
      SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
      SessionToken: expect.stringMatching(/^[\w-]{43}$/),
      Expiration: new Date(NOW + 43_200_000).toISOString(),
    });
    const short = await given(ask({ DurationSeconds: 900 }));
    expect(short.Expiration).toBe(new Date(NOW + 900_000).toISOString());
  });

  test.each([899, 129_601, 1.5, '900'])('%s seconds are refused (contract 3)', seconds => {
    expect(() => ask({ DurationSeconds: seconds })).toThrow();
  });

  test('open with their secret and token alone, until their end (contract 2.2)', async () => {
    const { AccessKeyId, SecretAccessKey, SessionToken } = await given(ask({ DurationSeconds: 900 }));
    const found = await signer(AccessKeyId, SessionToken);
    if (typeof found === 'string') throw new Error(found);
    expect(await found.openSecret()).toBe(SecretAccessKey);
    for (const wrong of [undefined, '', `${SessionToken}x`, SessionToken.slice(1)])
      expect(await signer(AccessKeyId, wrong)).toBe('InvalidClientTokenId');
    expect(await signer(key.AccessKeyId, SessionToken)).toBe('InvalidClientTokenId');
    expect(await signer(AccessKeyId, SessionToken, NOW + 899_999)).toMatchObject({ key: undefined });
    expect(await signer(AccessKeyId, SessionToken, NOW + 900_000)).toBe('ExpiredToken');
  });

  test('leave neither their secret nor their token in the store, nor does the access key (F16)', async () => {
    const credentials = await given(askWithCode(await shown()));
    const tables = file.raw.prepare("select name from sqlite_master where type = 'table'").pluck().all();
    const stored = tables
      .map(table => JSON.stringify(file.raw.prepare(`select * from "${table}"`).all()))
      .join();
    expect(stored).toContain(credentials.AccessKeyId);
    for (const secret of [credentials.SecretAccessKey, credentials.SessionToken, key.SecretAccessKey])
      expect(stored).not.toContain(secret);
  });

  test('with a code are as good as MFA, and the audit log names the device; without one they call nothing of IAM', async () => {
    const strong = await principalOf(await given(askWithCode(await shown())));
    expect(strong.session).toMatchObject({ level: 'mfa', amr: ['otp', 'mfa'], deviceId: app.id });
    expect(file.count('audit_log', "event = 'GetSessionToken' and resource = ?", app.serialNumber)).toBe(1);
    const context = contextOf(file.first.store);
    expect(await act(context, 'ListMFADevices', strong)).toHaveProperty('MFADevices');
    expect(
      await act(context, 'RenameMFADevice', strong, { SerialNumber: app.serialNumber, DeviceName: 'x' }),
    ).toEqual({});
    const weak = await principalOf(await given(ask()));
    expect(weak.session).toMatchObject({ level: 'password', amr: [] });
    for (const name of ['ListMFADevices', 'GetUser', 'DeleteAccessKey', 'GetAccessKeyLastUsed'] as const) {
      const input = name.includes('AccessKey') ? { AccessKeyId: key.AccessKeyId } : {};
      expect(refusedWith(await act(context, name, weak, input))?.[0], name).toBe('InvalidClientTokenId');
    }
    expect(await act(context, 'GetCallerIdentity', weak)).toHaveProperty('UserId', bob.id);
  });

  test('are for access keys alone', async () => {
    const strong = await principalOf(await given(askWithCode(await shown())));
    const weak = await principalOf(await given(ask()));
    for (const principal of [strong, weak])
      expect(refusedWith(await ask({}, principal))).toEqual([
        'AccessDenied',
        'Cannot call GetSessionToken with session credentials',
      ]);
    for (const principal of [
      browser,
      { by: 'api-key', keyId: 'SKEY', person: bob, account, devices: 1 },
      { by: 'flow', flowHash: 'f', person: bob, account, devices: 1 },
    ] as const)
      expect(refusedWith(await ask({}, principal))?.[0]).toBe('AccessDenied');
  });

  test('are given whatever policies say, and however they change meanwhile', async () => {
    const person = { ...bob, policies: '{"attached":[],"inline":{}}', policyVersion: 7 };
    expect(await given(ask({}, { ...program(), person }))).toBeDefined();
  });

  test('without a code, asked for without end by a thief of the key, keep no right code out and lock no device', async () => {
    const first = await given(ask());
    for (let at = 0; at < 64; at += 1) await given(ask());
    expect(await signer(first.AccessKeyId, first.SessionToken)).toBe('InvalidClientTokenId');
    await given(askWithCode(await shown()));
    expect(file.count('devices', 'failures > 0')).toBe(0);
  });
});

describe('the code (contract 5)', () => {
  const denied = (message: string) => ['AccessDenied', message];

  test('works once, and not once it was wrong', async () => {
    const right = await shown();
    expect(refusedWith(await askWithCode(right === '000000' ? '000001' : '000000'))).toEqual(
      denied(WRONG_CODE),
    );
    await given(askWithCode(right));
    expect(refusedWith(await askWithCode(right))).toEqual(denied(WRONG_CODE));
    expect(file.count('audit_log', "reason = 'replayed code'")).toBe(1);
  });

  test('sent by 20 at once opens one', async () => {
    const right = await shown();
    const results = await Promise.all(Array.from({ length: 20 }, () => askWithCode(right)));
    expect(results.filter(result => refusedWith(result) === undefined)).toHaveLength(1);
    expect(file.count('sessions', "level = 'mfa' and access_key_id is not null")).toBe(1);
  });

  test("of an unknown serial number, somebody else's or a FIDO key is refused alike, and takes no attempt", async () => {
    const right = await shown();
    await file.first.store.addHardware([await sealed(hardware('token-0001'))], audit('I'));
    const serials = [
      'arn:aws:iam::111122223333:mfa/none',
      others.serialNumber,
      'token-0001',
      fido('security-key').serialNumber,
    ];
    for (const serial of serials)
      expect(refusedWith(await askWithCode(right, serial)), serial).toEqual(denied(WRONG_DEVICE));
    expect(file.count('devices', 'failures > 0')).toBe(0);
  });

  test('and the serial number come together or not at all', async () => {
    const both =
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
    expect(refusedWith(await ask({ SerialNumber: app.serialNumber }))).toEqual(denied(both));
    expect(refusedWith(await ask({ TokenCode: await shown() }))).toEqual(denied(both));
  });

  test.each(['12345', 'abcdef', 'ccccccbchvth'])('%s is none', TokenCode => {
    expect(() => ask({ SerialNumber: app.serialNumber, TokenCode })).toThrow();
  });

  test('has the budget of sign-in: ten wrong ones lock the device there, too, and here the answer stays the same', async () => {
    const right = await shown();
    const wrong = ['000000', '111111', '222222'].find(typed => typed !== right) ?? '';
    for (let at = 0; at < 10; at += 1) await askWithCode(wrong);
    expect(refusedWith(await askWithCode(right))).toEqual(denied(WRONG_CODE));
    const devices = await file.first.store.devicesOf(bob.id);
    const signIn = proveByCode(
      contextOf(file.first.store),
      'SignIn.Code',
      bob,
      devices,
      app.serialNumber,
      right,
    );
    expect(refusedWith(await signIn)?.[0]).toBe('DeviceLocked');
  });

  test('after several wrong ones is told of by mail (ASVS 6.3.5)', async () => {
    file.raw.prepare("update people set contact_email = 'bob@example.org' where id = ?").run(bob.id);
    const person = { ...bob, contactEmail: 'bob@example.org' };
    const wrong = {
      SerialNumber: app.serialNumber,
      TokenCode: (await shown()) === '000000' ? '000001' : '000000',
    };
    for (let at = 0; at < 3; at += 1) await ask(wrong, { ...program(), person });
    expect(file.count('mails')).toBe(0);
    await given(ask({ ...wrong, TokenCode: await shown() }, { ...program(), person }));
    expect(file.count('mails')).toBe(1);
  });
});
