import { connect } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { clockRow, usedLongAgo } from '../support/device-row.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import { code, roomInStep } from '../support/oathtool.ts';
import {
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  createVirtual,
  enable,
  listDevices,
  resync,
  setUpOwner,
  signIn,
  stepUp,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';
import type { TokenDevice } from '../support/token-device.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

interface Inventory {
  HardwareMFADevices: { SerialNumber: string; UserName?: string; Digits: number; Status: string }[];
  Total: number;
  Unassigned: number;
}
const inventory = async (input: object = {}) =>
  data(await administrator.client.action<Inventory>('ListHardwareMFADevices', input));

/** A token that an administrator has put into the inventory. */
async function inStock(token: TokenDevice = newToken()): Promise<TokenDevice> {
  expect(data(await upload(administrator.client, csvOf([token])))).toMatchObject({ Imported: 1, Refused: 0 });
  return token;
}

const deactivate = (client: Client, { serialNumber }: TokenDevice, more: object = {}) =>
  client.action('DeactivateMFADevice', { SerialNumber: serialNumber, ...more });

describe('a file of tokens', () => {
  test('is imported, told line by line, and listed without its secrets (F16)', async () => {
    const tokens = [newToken(), newToken({ digits: 8, algorithm: 'sha256', period: 60 }), newToken()];
    const answer = await upload(administrator.client, csvOf(tokens));
    expect(data(answer)).toMatchObject({ Imported: 3, Skipped: 0, Refused: 0, Complete: true });
    expect(data(answer).Lines).toEqual(
      tokens.map(({ serialNumber }, at) => ({
        Line: at + 2,
        SerialNumber: serialNumber,
        Outcome: 'imported',
      })),
    );
    const list = await administrator.client.action('ListHardwareMFADevices', { MaxItems: 1000 });
    for (const { serialNumber, secret } of tokens) {
      expect(list.text).toContain(serialNumber);
      for (const text of [answer.text, list.text, gateway.output()]) expect(text).not.toContain(secret);
    }
    const stored = withStoreFile(gateway, database =>
      JSON.stringify(database.prepare('select * from devices').all()),
    );
    for (const { secret } of tokens) expect(stored).not.toContain(secret);
  });

  test('the same file again is skipped, line by line, and changes no token', async () => {
    const token = await inStock();
    await createUserWithDevice(gateway, owner);
    const before = withStoreFile(gateway, database => database.prepare('select * from devices').all());
    const again = data(await upload(administrator.client, csvOf([token])));
    expect(again).toMatchObject({ Imported: 0, Skipped: 1, Refused: 0, Complete: true });
    const otherSeed = csvOf([token]).replace(token.secret, newToken().secret);
    expect(data(await upload(administrator.client, otherSeed))).toMatchObject({ Imported: 0, Skipped: 1 });
    expect(withStoreFile(gateway, database => database.prepare('select * from devices').all())).toEqual(
      before,
    );
  });

  test('says of every line that is refused why, quotes no secret, and takes the others', async () => {
    const [one, other] = [newToken(), newToken()];
    const weak = 'JBSWY3DPEHPK3PXP';
    const file = csvOf([one, other]).replace(
      `${other.serialNumber}`,
      [
        `TK-SHORT-SEED,${weak},SHA1,6,30`,
        `TK-MD5-000000,${one.secret},MD5,6,30`,
        `TK-DIGITS-000,${one.secret},SHA1,7,30`,
        `TK-PERIOD-000,${one.secret},SHA1,6,45`,
        `arn:aws:iam::123456789012:mfa/x,${one.secret},SHA1,6,30`,
        other.serialNumber,
      ].join('\n'),
    );
    const answer = await upload(administrator.client, file);
    expect(data(answer)).toMatchObject({ Imported: 2, Refused: 5, Complete: true });
    expect(data(answer).Lines.map(({ Outcome }) => Outcome)).toEqual([
      'imported',
      ...Array(5).fill('refused'),
      'imported',
    ]);
    for (const line of data(answer).Lines.slice(1, 6)) expect(line.Reason).toMatch(/^[A-Z].*\.$/);
    for (const secret of [one.secret, other.secret, weak]) expect(answer.text).not.toContain(secret);
  });

  test('that is cut off in the middle leaves whole tokens behind, and none that is half', async () => {
    const tokens = Array.from({ length: 40 }, () => newToken());
    const file = csvOf(tokens);
    const cut = file.slice(0, file.indexOf(tokens[30]?.secret ?? '') + 16);
    const { Total } = await inventory();
    await sendAndLeave(administrator.client, file.length, cut);
    await expect.poll(async () => (await inventory()).Total, { timeout: 20_000 }).toBe(Total + 30);
    const user = await createUser(gateway, owner);
    const last = tokens[29] ?? newToken();
    data(await enable(user.client, last));
    expect(data(await upload(administrator.client, file))).toMatchObject({ Imported: 10, Skipped: 30 });
  });

  test.each<[string, string]>([
    ['empty', ''],
    ['JSON', '{"serial":"x"}'],
    ['one word', 'hello'],
    ['a header alone', 'serial,secret\n'],
    ['a ZIP archive', 'PK\u0003\u0004rest'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "&b;&b;">]><KeyContainer>&b;</KeyContainer>'],
  ])('that is %s is reported as refused and adds nothing', async (_, file) => {
    const { Total } = await inventory();
    const report = data(await upload(administrator.client, file));
    expect(report).toMatchObject({ Imported: 0, Skipped: 0, Refused: 1 });
    expect((await inventory()).Total).toBe(Total);
  });

  test('is taken of nobody else, from nowhere else, and as nothing else', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { Total } = await inventory();
    const file = csvOf([newToken()]);
    expectRefusal(await upload(user.client, file), 403, 'ACCESS_DENIED');
    expectRefusal(await upload(new Client(gateway), file), 401, 'NOT_SIGNED_IN');
    for (const origin of ['https://evil.example', 'null', ''])
      expectRefusal(await upload(administrator.client, file, { origin }), 403, 'FOREIGN_ORIGIN');
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/html', ''])
      expectRefusal(
        await upload(administrator.client, file, { 'content-type': type }),
        415,
        'UNSUPPORTED_CONTENT_TYPE',
      );
    expect((await inventory()).Total).toBe(Total);
  });
});

describe('a token of the inventory', () => {
  test('is claimed by whoever holds it, signs in, and is shown as his (S2-09, S2-22)', async () => {
    const token = await inStock();
    const user = await createUser(gateway, owner);
    data(await enable(user.client, token));
    expect(await listDevices(user.client)).toMatchObject([
      { SerialNumber: token.serialNumber, Kind: 'hardware', Status: 'Active' },
    ]);
    const { client, step } = await beginSignIn(gateway, user);
    expect(step.devices).toMatchObject([{ serialNumber: token.serialNumber, kind: 'hardware' }]);
    data(await submitCode(client, token));
    const { HardwareMFADevices } = await inventory({ SerialNumberPrefix: token.serialNumber.toLowerCase() });
    expect(HardwareMFADevices).toMatchObject([{ UserName: user.name, Status: 'Active' }]);
  });

  test('shows six digits, by RFC 6238, and no other code of the same secret signs in (S2-01)', async () => {
    const token = await inStock(newToken({ digits: 6, algorithm: 'sha1', period: 30 }));
    const user = await createUser(gateway, owner);
    data(await enable(user.client, token));
    const { client } = await beginSignIn(gateway, user);
    const { serialNumber, secret } = token;
    const step = token.nextStep();
    const right = await token.codeAt(step);
    expect(right).toMatch(/^\d{6}$/);
    const others = [
      await code(secret, step, { digits: 8 }),
      await code(secret, step, { algorithm: 'sha256' }),
      await code(secret, token.now() >> 1, { period: 60 }),
      right.slice(0, 5),
    ];
    for (const other of others)
      expect((await client.post('/api/sign-in/code', { serialNumber, code: other })).status).not.toBe(200);
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    data(await client.post('/api/sign-in/code', { serialNumber, code: right }));
  });

  test('whose codes were typed too late is assigned and out of sync, and a resync mends it (S2-41)', async () => {
    const token = await inStock();
    const user = await createUser(gateway, owner);
    const { serialNumber } = token;
    // It runs 60 steps ahead; its codes are sent five steps after they were shown.
    const late = await token.pairAt(token.now() + 54);
    data(await user.client.action('EnableMFADevice', { SerialNumber: serialNumber, ...late }));
    expect(await listDevices(user.client)).toMatchObject([{ SerialNumber: serialNumber, Status: 'Active' }]);
    const { client } = await beginSignIn(gateway, user);
    const shown = await token.codeAt(token.now() + 60);
    const attempt = await client.post('/api/sign-in/code', { serialNumber, code: shown });
    expectRefusal(attempt, 401, 'SECOND_FACTOR_REFUSED');
    data(await resync(administrator.client, token, token.now() + 60, { UserName: user.name }));
    expect(data(await submitCode(client, token))).toEqual({ next: 'signed-in' });
  });

  test('with wrong codes is not assigned, and the same person can try again (S2-39)', async () => {
    const token = await inStock();
    const user = await createUser(gateway, owner);
    const [one, other] = await token.wrongCodes(2);
    const wrong = {
      SerialNumber: token.serialNumber,
      AuthenticationCode1: one,
      AuthenticationCode2: other,
    };
    expectRefusal(await user.client.action('EnableMFADevice', wrong), 403, 'INVALID_AUTHENTICATION_CODE');
    expect(await listDevices(user.client)).toEqual([]);
    data(await enable(user.client, token));
  });

  test("an unknown serial number and somebody else's are one answer, to the byte (S2-03, S2-39, S2-40, C7)", async () => {
    const token = await inStock();
    const holder = await createUser(gateway, owner);
    data(await enable(holder.client, token));
    const thief = await createUser(gateway, owner);
    const stranger = newToken();
    const unknown = await enable(thief.client, stranger);
    expectRefusal(unknown, 404, 'NO_SUCH_ENTITY');
    const before = clockRow(gateway, token.serialNumber);
    // With the right codes, and with wrong ones.
    const foreign = await enable(thief.client, token);
    const codes = { AuthenticationCode1: '000000', AuthenticationCode2: '111111' };
    const guessed = await thief.client.action('EnableMFADevice', {
      SerialNumber: token.serialNumber,
      ...codes,
    });
    for (const answer of [foreign, guessed]) {
      expect(answer.status).toBe(unknown.status);
      expect(answer.text).toBe(unknown.text);
    }
    expect(clockRow(gateway, token.serialNumber)).toEqual(before);
    expect(await listDevices(thief.client)).toEqual([]);
  });

  test("a code of another's token, or of one's own other token, opens nothing (S2-04)", async () => {
    const [mine, other, theirs] = [await inStock(), await inStock(), await inStock()];
    const user = await createUser(gateway, owner);
    const victim = await createUser(gateway, owner);
    data(await enable(user.client, mine));
    await stepUp(user.client, mine);
    data(await enable(user.client, other));
    data(await enable(victim.client, theirs));
    await roomInStep();
    const { client } = await beginSignIn(gateway, user);
    for (const [serial, device] of [
      [mine, theirs],
      [theirs, theirs],
      [mine, other],
    ] as const) {
      const guess = { serialNumber: serial.serialNumber, code: await device.next() };
      expectRefusal(await client.post('/api/sign-in/code', guess), 401, 'SECOND_FACTOR_REFUSED');
    }
    data(await submitCode(client, mine));
  });

  test('that was given back can be claimed again; its old codes and its old person are out (S2-78)', async () => {
    const token = await inStock();
    const first = await createUserWithDevice(gateway, owner);
    data(await enable(first.client, token));
    const withToken = await beginSignIn(gateway, first);
    data(await submitCode(withToken.client, token));
    const last = clockRow(gateway, token.serialNumber).last_step;
    data(await deactivate(first.client, token));
    // The session that was made with it ends; its codes sign nobody in.
    expectRefusal(await withToken.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    const again = await beginSignIn(gateway, first);
    const guess = { serialNumber: token.serialNumber, code: await token.next() };
    expectRefusal(await again.client.post('/api/sign-in/code', guess), 401, 'SECOND_FACTOR_REFUSED');

    const second = await createUser(gateway, owner);
    const old = { SerialNumber: token.serialNumber, ...(await token.pairAt(last - 1)) };
    expectRefusal(await second.client.action('EnableMFADevice', old), 403, 'INVALID_AUTHENTICATION_CODE');
    const oneOld = { SerialNumber: token.serialNumber, ...(await token.pairAt(last)) };
    expectRefusal(await second.client.action('EnableMFADevice', oneOld), 403, 'INVALID_AUTHENTICATION_CODE');
    data(await enable(second.client, token));
    await signIn(gateway, { ...second, device: token });
    expect((await listDevices(first.client)).map(({ SerialNumber }) => SerialNumber)).not.toContain(
      token.serialNumber,
    );
  });

  test('is assigned to a user by an administrator, who needs no more than two codes of it (S2-42)', async () => {
    const token = await inStock();
    const user = await createUser(gateway, owner);
    data(await enable(administrator.client, token, { UserName: user.name }));
    expect((await listDevices(administrator.client)).map(({ Kind }) => Kind)).toEqual(['virtual']);
    await signIn(gateway, { ...user, device: token });
    data(await deactivate(administrator.client, token, { UserName: user.name }));
    expect((await inventory({ SerialNumberPrefix: token.serialNumber })).HardwareMFADevices).toMatchObject([
      { SerialNumber: token.serialNumber },
    ]);
  });

  test('that lay in a drawer for years and is hours off is assigned by an administrator alone', async () => {
    const token = await inStock();
    const user = await createUser(gateway, owner);
    const pair = { SerialNumber: token.serialNumber, ...(await token.pairAt(token.now() - 2_000)) };
    expectRefusal(await user.client.action('EnableMFADevice', pair), 403, 'INVALID_AUTHENTICATION_CODE');
    data(await administrator.client.action('EnableMFADevice', { UserName: user.name, ...pair }));
    token.accepted(token.now() - 1_999);
    await signIn(gateway, { ...user, device: token });
  });

  test('leaves the inventory only while nobody holds it', async () => {
    const token = await inStock();
    const user = await createUserWithDevice(gateway, owner);
    data(await enable(user.client, token));
    const SerialNumber = token.serialNumber;
    const remove = (client: Client) => client.action('DeleteHardwareMFADevice', { SerialNumber });
    expectRefusal(await remove(administrator.client), 409, 'DELETE_CONFLICT');
    expectRefusal(await remove(user.client), 403, 'ACCESS_DENIED');
    data(await deactivate(user.client, token));
    data(await remove(administrator.client));
    expectRefusal(await remove(administrator.client), 404, 'NO_SUCH_ENTITY');
    expectRefusal(await enable(user.client, token), 404, 'NO_SUCH_ENTITY');
  });

  test('whose serial number is a virtual device is none: DeleteHardwareMFADevice does not know it', async () => {
    const { serialNumber } = await createVirtual(owner.client);
    const answer = await administrator.client.action('DeleteHardwareMFADevice', {
      SerialNumber: serialNumber,
    });
    expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
  });

  test('that strangers guess at is not locked; whoever guesses runs out of tries, at numbers too (B1, S2-39)', async () => {
    const token = await inStock();
    const [stranger, user] = [await createUser(gateway, owner), await createUser(gateway, owner)];
    const codes = await token.wrongCodes(12);
    const claim = (SerialNumber: string, guess: number) =>
      stranger.client.action('EnableMFADevice', {
        SerialNumber,
        AuthenticationCode1: codes[guess],
        AuthenticationCode2: codes[guess + 1],
      });
    for (let guess = 0; guess < 8; guess += 1)
      expectRefusal(await claim(token.serialNumber, guess), 403, 'INVALID_AUTHENTICATION_CODE');
    for (const unknown of ['GAHT00000001', 'GAHT00000002'])
      expectRefusal(await claim(unknown, 9), 404, 'NO_SUCH_ENTITY');
    expectRefusal(await claim(token.serialNumber, 10), 429, 'TOO_MANY_ATTEMPTS');
    expectRefusal(await claim('GAHT00000003', 10), 429, 'TOO_MANY_ATTEMPTS');
    data(await enable(user.client, token));
  });
});

test('a token of 8 digits, SHA-256 and 60 seconds is imported, claimed, signs in and is brought back', async () => {
  const token = await inStock(newToken({ digits: 8, algorithm: 'sha256', period: 60 }));
  const user = await createUser(gateway, owner);
  data(await enable(user.client, token));
  const person = { ...user, device: token };
  await signIn(gateway, person);
  const { client } = await beginSignIn(gateway, person);
  // Six of its eight digits are no code of it.
  const short = { serialNumber: token.serialNumber, code: (await token.next()).slice(0, 6) };
  expectRefusal(await client.post('/api/sign-in/code', short), 401, 'SECOND_FACTOR_REFUSED');

  await stepUp(user.client, token);
  usedLongAgo(gateway, token.serialNumber, 200);
  data(await resync(user.client, token, token.now() - 90));
  await signIn(gateway, person);
  const device = await user.client.action('GetMFADevice', { SerialNumber: token.serialNumber });
  expect(device.body.data).toMatchObject({ Clock: { Digits: 8, Period: 60 } });
  expect(device.text).not.toContain(token.secret);
});

/** Says that a file is coming, sends the beginning of it, and goes away. */
function sendAndLeave(client: Client, length: number, beginning: string): Promise<void> {
  const { hostname, port, host } = new URL(gateway.address);
  const head = [
    'POST /api/actions/ImportHardwareMFADevices HTTP/1.1',
    `host: ${host}`,
    `origin: ${gateway.origin}`,
    `cookie: ${client.cookieHeader()}`,
    'content-type: text/csv',
    `content-length: ${length}`,
    '',
    '',
  ].join('\r\n');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.on('connect', () => socket.end(head + beginning));
    socket.on('data', () => {});
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}
