import { connect } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import { ADMINISTRATOR_ACCESS, createAdministrator, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { uploadInPieces } from '../support/slow-upload.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

const total = async () => data(await owner.client.action<{ Total: number }>('ListHardwareMFADevices')).Total;

interface ImportRow {
  resource: string;
  outcome: string;
}
const importRows = () =>
  withStoreFile(gateway, database =>
    database
      .prepare<[], ImportRow>(
        "select resource, outcome from audit_log where event = 'ImportHardwareMFADevices' order by id",
      )
      .all(),
  );

const HEX = '3132333435363738393031323334353637383930';
let made = 0;
const rows = (count: number) =>
  Array.from({ length: count }, () => `BULK-${100_000 + made++},${HEX},SHA1,6,30\n`).join('');

describe('an answer that comes before a large file has arrived', () => {
  const large = (megabytes: number) => ['{', ...Array(megabytes * 16).fill(Buffer.alloc(65_536, '\n'))];

  test.each([
    10, 40,
  ])('is heard by whoever is still sending %i MB: the file is refused at its first line', async size => {
    const answer = await uploadInPieces(gateway, administrator.client, large(size));
    expect(answer).toMatchObject({ status: 200, afterAll: true });
    expect(answer.body.data).toMatchObject({ Imported: 0, Refused: 1, Complete: false });
    expect(answer.body.data.Lines[0]?.Reason).toContain('JSON');
  });

  test.each<[string, number, string, () => Client, Record<string, string>]>([
    [
      'as nothing else than a file',
      415,
      'UNSUPPORTED_CONTENT_TYPE',
      () => administrator.client,
      { 'content-type': 'text/html' },
    ],
    ['with malformed input', 400, 'VALIDATION_ERROR', () => administrator.client, { 'sallyport-input': '!' }],
    ['from a stranger', 401, 'NOT_SIGNED_IN', () => new Client(gateway), {}],
    [
      'from another site',
      403,
      'FOREIGN_ORIGIN',
      () => administrator.client,
      { origin: 'https://evil.example' },
    ],
  ])('is heard where 10 MB are refused: %s', async (_, status, code, client, headers) => {
    const answer = await uploadInPieces(gateway, client(), large(10), headers);
    expect(answer).toMatchObject({ status, afterAll: true, body: { error: { code } } });
  });

  test('is heard where 10 MB want a fresh proof first', async () => {
    const stale = await createAdministrator(gateway, owner);
    withStoreFile(gateway, database =>
      database
        .prepare(
          'update sessions set proved_at = 1 where person_id = (select id from people where user_name = ?)',
        )
        .run(stale.name),
    );
    const answer = await uploadInPieces(gateway, stale.client, large(10));
    expect(answer).toMatchObject({
      status: 403,
      afterAll: true,
      body: { error: { code: 'STEP_UP_REQUIRED' } },
    });
  });
});

test('a sender who goes away leaves nothing of a line that was not ended, whole as it looks, and a row in the audit log', async () => {
  const before = await total();
  await sendAndLeave(administrator.client, `${rows(2)}${rows(1).trimEnd()}`);
  await expect
    .poll(() => importRows().at(-1)?.resource, { timeout: 20_000 })
    .toBe('2 imported, 0 skipped, 1 refused');
  expect(await total()).toBe(before + 2);
});

test('input that is not UTF-8 is malformed, and not another password (F3)', async () => {
  const input = Buffer.concat([Buffer.from('{"Password":"x'), Buffer.from([0xff]), Buffer.from('"}')]);
  const answer = await upload(administrator.client, '', { 'sallyport-input': input.toString('base64url') });
  expectRefusal(answer, 400, 'VALIDATION_ERROR');
});

describe('the audit log', () => {
  test('has a row of each batch and one of the whole, also of a file that was refused whole', async () => {
    const from = importRows().length;
    data(await upload(administrator.client, `${rows(501)}x,y\n`));
    expect(importRows().slice(from)).toEqual([
      { resource: 'lines 1 to 500 of a file', outcome: 'success' },
      { resource: 'lines 501 to 501 of a file', outcome: 'success' },
      { resource: '501 imported, 0 skipped, 1 refused', outcome: 'success' },
    ]);
    data(await upload(administrator.client, 'x,y\nx,y\n'));
    expect(importRows().at(-1)).toEqual({ resource: '0 imported, 0 skipped, 2 refused', outcome: 'refused' });
  });
});

describe('whoever loses the right in the middle of a file is told what was stored, and why no more was', () => {
  test.each<[string, RegExp, (name: string, client: Client) => Promise<unknown>]>([
    [
      'demoted',
      /not an administrator/,
      name => owner.client.action('DetachUserPolicy', { UserName: name, PolicyArn: ADMINISTRATOR_ACCESS }),
    ],
    ['disabled', /was disabled/, name => owner.client.action('DisableUser', { UserName: name })],
    ['deleted', /was deleted/, name => owner.client.action('DeleteUser', { UserName: name, Force: true })],
    ['signed out', /signed out/, (_, client) => client.copy().post('/api/session/sign-out')],
  ])('%s', async (_, why, lose) => {
    const person = await createAdministrator(gateway, owner);
    const before = await total();
    const stored = () => expect.poll(total, { timeout: 20_000 }).toBe(before + 500);
    const { status, body } = await uploadInPieces(gateway, person.client, [
      rows(510),
      stored,
      async () => data((await lose(person.name, person.client)) as never),
      rows(990),
    ]);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ Imported: 500, Skipped: 0, Refused: 1, Complete: false });
    expect(body.data.Lines.at(-1)).toEqual({
      Line: 501,
      Outcome: 'refused',
      Reason: expect.stringMatching(/^You may not go on: /),
    });
    expect(body.data.Lines.at(-1)?.Reason).toMatch(why);
    expect(await total()).toBe(before + 500);
    expect(importRows().at(-1)?.resource).toBe('500 imported, 0 skipped, 1 refused');
  });

  test('before anything was stored it is a refusal, as ever', async () => {
    const person = await createAdministrator(gateway, owner);
    const answer = await uploadInPieces(gateway, person.client, [
      csvOf([newToken()]),
      async () => data(await person.client.copy().post('/api/session/sign-out')),
      csvOf([newToken()]),
    ]);
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'STEP_UP_REQUIRED' } } });
  });
});

/** Says that more is coming, and goes away. */
function sendAndLeave(client: Client, file: string): Promise<void> {
  const { hostname, port, host } = new URL(gateway.address);
  const head = [
    'POST /api/actions/ImportHardwareMFADevices HTTP/1.1',
    `host: ${host}`,
    `origin: ${gateway.origin}`,
    `cookie: ${client.cookieHeader()}`,
    'content-type: text/csv',
    `content-length: ${file.length + 1}`,
    '',
    '',
  ].join('\r\n');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.on('connect', () => socket.end(head + file));
    socket.on('data', () => {});
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}
