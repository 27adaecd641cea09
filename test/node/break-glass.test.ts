import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import type { Session } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { everythingIn } from '../support/everything-stored.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import { noticesTo } from '../support/outbox.ts';
import {
  beginSignIn,
  createUserWithDevice,
  enable,
  enrolKey,
  listDevices,
  setUpOwner,
  stepUp,
} from '../support/people.ts';
import { sallyport } from '../support/sallyport.ts';
import { withStoreFile } from '../support/store-file.ts';

/** What a shell, SQL and a mail each might trip over. */
const REASON = `Owner's phone & "key" drowned; seen in person -- $(reboot) '; drop table people`;
const CONTACT = 'second@example.org';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-glass-'));
const [dataDir, copy] = [join(folder, 'gateway'), join(folder, 'copy')];
let gateway = await startGateway({ runtime: 'node', dataDir });
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const owner = await setUpOwner(gateway);
const user = await createUserWithDevice(gateway, owner);
const key = await enrolKey(owner.client, new Authenticator(), gateway.origin);
const token = newToken();
data(await upload(owner.client, csvOf([token])));
data(await enable(owner.client, token));
data(await owner.client.action('CreateAPIKey', { Name: 'script' }));
data(await owner.client.action('CreateAPIKey', { Name: 'theirs', UserName: user.name }));
const pending = await beginSignIn(gateway, owner);
const usersSignIn = await beginSignIn(gateway, user);
const before = Date.now();
withStoreFile(gateway, seed);
await gateway.halt();
cpSync(dataDir, copy, { recursive: true });

/** What other parts of the gateway leave of an owner who tried to come back in, and of a user who did. */
function seed(database: import('better-sqlite3').Database): void {
  const people = database
    .prepare<[], { id: string; kind: string; account_id: string }>('select id, kind, account_id from people')
    .all();
  for (const { id, kind, account_id } of people) {
    const insert = (table: string, row: Record<string, string | number>) =>
      database
        .prepare(`insert into ${table} (${Object.keys(row)}) values (${Object.keys(row).map(() => '?')})`)
        .run(...Object.values(row));
    for (const state of ['mail', 'phone', 'verified', 'waiting', 'done']) {
      const name = `${kind}-${state}`;
      insert('recoveries', {
        ...{ id: name, flow_hash: `flow-${name}`, person_id: id, state, link_hash: `link-${name}` },
        ...{ link_expires_at: before + 900_000, sealed_match_number: 's', cancel_hash: `cancel-${name}` },
        ...{ sealed_cancel_token: 's', cancellable_until: before + 604_800_000 },
        ...{ mail_id: 'm', mailed_at: before, started_at: before, expires_at: before + 1_800_000 },
      });
    }
    for (const state of ['placing', 'ringing', 'answered', 'asked', 'verified', 'wrong'])
      insert('phone_challenges', {
        ...{ id: `${kind}-${state}`, person_id: id, purpose: 'verification', bound_to: 's', mode: 'keypad' },
        ...{ sealed_number: 's', sealed_code: 's', state, changed_at: before, created_at: before },
        ...{ expires_at: before + 300_000 },
      });
    insert('mail_links', {
      ...{ person_id: id, purpose: 'password', token_hash: `token-${kind}`, address: 'a@example.org' },
      expires_at: before + 900_000,
    });
    insert('webhooks', {
      ...{ id: `hook-${kind}`, account_id: kind === 'owner' ? account_id : '999988887777' },
      ...{ url: 'https://hooks.invalid/', sealed_secret: 'none', created_at: before },
    });
    database
      .prepare('update people set recovery_failures = 10, recovery_blocked_until = ? where id = ?')
      .run(before + 86_400_000, id);
  }
  database.prepare("update people set contact_email = ? where kind = 'owner'").run(CONTACT);
}

const rows = (where: string, query: string, ...parameters: unknown[]) =>
  withStoreFile({ dataDir: where }, database => database.prepare(query).all(...parameters));

describe('sallyport break-glass (S1-24, S1-25, S2-59)', () => {
  test.each([
    [['--reason', REASON], 252],
    [['--account', owner.name], 252],
    [['--account', owner.name, '--reason', ''], 252],
    [['--account', owner.name, '--reason', '   '], 252],
    [['--account', owner.name, '--reason', 'a\nb'], 252],
    [['--account', owner.name, '--reason', REASON, '--email', 'one@example.org, two@example.org'], 252],
    [['--account', owner.name, '--reason', 'x'.repeat(201)], 252],
    [['--account', '999988887777', '--reason', REASON], 254],
    [['--account', user.name, '--reason', REASON], 254],
    [['--account', 'nobody@example.com', '--reason', REASON], 254],
  ])('%j changes nothing and exits with %i', async (parameters, status) => {
    const untouched = everythingIn(dataDir, before);
    const done = await sallyport(dataDir, ['break-glass', ...parameters]);
    expect(done).toMatchObject({ status, output: '', errors: expect.stringMatching(/^sallyport: /) });
    expect(everythingIn(dataDir, before)).toEqual(untouched);
  });

  test('takes every device from the owner, ends what is open, keeps the reason, tells each address; others keep theirs', async () => {
    const done = await sallyport(dataDir, [
      'break-glass',
      '--account',
      owner.name.toUpperCase(),
      '--reason',
      REASON,
    ]);
    expect(done).toMatchObject({ status: 0, errors: '' });
    const said = JSON.parse(done.output);
    expect(said).toMatchObject({ SignInsEnded: 1, RecoveriesCancelled: 4, APIKeysDeleted: 2 });
    expect(said.SessionsEnded).toBeGreaterThanOrEqual(1);
    expect(said.Deactivated.map(({ SerialNumber }: { SerialNumber: string }) => SerialNumber).sort()).toEqual(
      [owner.device.serialNumber, key, token.serialNumber].sort(),
    );
    expect(
      rows(
        dataDir,
        'select serial_number, person_id, last_step > 0 as used from devices where kind = ?',
        'hardware',
      ),
    ).toEqual([{ serial_number: token.serialNumber, person_id: null, used: 1 }]);
    expect(
      rows(
        dataDir,
        "select event, outcome, reason, actor_id, session_id from audit_log where event = 'BreakGlass'",
      ),
    ).toEqual([
      { event: 'BreakGlass', outcome: 'success', reason: REASON, actor_id: null, session_id: null },
    ]);
    expect(
      rows(dataDir, "select state from recoveries where person_id like 'ROOT%' and state <> 'done'"),
    ).toEqual(Array(4).fill({ state: 'cancelled' }));
    expect(
      rows(
        dataDir,
        'select recovery_failures as failures, recovery_blocked_until as until from people where kind = ?',
        'owner',
      ),
    ).toEqual([{ failures: 0, until: 0 }]);
    expect(rows(dataDir, 'select recovery_failures as failures from people where kind = ?', 'user')).toEqual([
      { failures: 10 },
    ]);
    expect(
      rows(
        dataDir,
        "select count(*) as n from recoveries where person_id not like 'ROOT%' and state = 'cancelled'",
      ),
    ).toEqual([{ n: 0 }]);
    // Nothing of the owner's that was begun can be ended any more; the user's can.
    const left = (table: string, where: string) =>
      rows(dataDir, `select count(*) as n from ${table} where ${where}`) as { n: number }[];
    expect(left('mail_links', "person_id like 'ROOT%'")).toEqual([{ n: 0 }]);
    const later = `cancellable_until > ${Date.now()}`;
    expect(left('recoveries', `person_id like 'ROOT%' and ${later}`)).toEqual([{ n: 0 }]);
    expect(left('recoveries', later)).toEqual([{ n: 5 }]);
    expect(left('mail_links', '1')).toEqual([{ n: 1 }]);
    const ringing = "state in ('placing', 'ringing', 'answered', 'asked')";
    expect(left('phone_challenges', `person_id like 'ROOT%' and ${ringing}`)).toEqual([{ n: 0 }]);
    expect(left('phone_challenges', ringing)).toEqual([{ n: 4 }]);
    expect(
      left('drift_history', 'device_id not in (select id from devices where person_id is not null)'),
    ).toEqual([{ n: 0 }]);
    expect(left('sessions', "person_id like 'ROOT%'")).toEqual([{ n: 0 }]);
    expect(left('sessions', '1')[0]?.n).toBeGreaterThan(0);
    expect(left('api_keys', '1')).toEqual([{ n: 0 }]);
    const [delivery, ...others] = rows(
      dataDir,
      "select webhook_id, body from webhook_deliveries where body like '%BreakGlass%'",
    ) as { webhook_id: string; body: string }[];
    expect([delivery?.webhook_id, others]).toEqual(['hook-owner', []]);
    // The reason is for the log alone: it may say more about somebody than a receiver should read.
    expect(delivery?.body).not.toContain('drowned');
  });

  test('by --d1 prints SQL that does the very same', async () => {
    const { output, status, errors } = await sallyport(
      folder,
      ['break-glass', '--account', owner.name, '--reason', REASON, '--d1'],
      '',
      // There is no configuration where the database is Cloudflare's.
      { MODE: 'production' },
    );
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    withStoreFile({ dataDir: copy }, database => database.exec(output));
    expect(everythingIn(copy, before)).toEqual(everythingIn(dataDir, before));
  });

  test.each([
    '999988887777',
    'nobody@example.com',
    user.name,
    "x' or '1'='1",
  ])('by --d1 for %s does nothing', async account => {
    const untouched = everythingIn(copy, before);
    const { output } = await sallyport(folder, [
      'break-glass',
      '--account',
      account,
      '--reason',
      'r',
      '--d1',
    ]);
    withStoreFile({ dataDir: copy }, database => database.exec(output));
    expect(everythingIn(copy, before)).toEqual(untouched);
  });

  test('lets the owner in by the password alone, to assign a device again; a code of before is worth nothing', async () => {
    // Their secrets are sealed with no key: the gateway would not start.
    withStoreFile({ dataDir }, database =>
      database.exec('delete from webhooks; delete from webhook_deliveries'),
    );
    gateway = await startGateway({ runtime: 'node', dataDir });
    const again = { origin: gateway.origin, address: gateway.address };
    expectRefusal(await owner.client.copy(again).get('/api/session'), 401, 'NOT_SIGNED_IN');
    const code = await pending.client
      .copy(again)
      .post('/api/sign-in/code', { serialNumber: owner.device.serialNumber, code: '123456' });
    expectRefusal(code, 401, ['FLOW_ENDED', 'NOT_SIGNED_IN']);
    const { client, step } = await beginSignIn(gateway, owner);
    expect(step).toMatchObject({ next: 'signed-in' });
    expect(data(await client.get<Session>('/api/session')).level).toBe('password');
    expect(await listDevices(client)).toEqual([]);
    for (const address of [owner.name, CONTACT]) {
      const [notice] = await noticesTo(gateway, address);
      expect(notice?.subject).toBe(
        'Sallyport: All MFA devices of the owner were deactivated by the operator of this gateway.',
      );
      expect(notice?.text).toContain('By: the operator of this gateway');
      expect(notice?.text).not.toContain('drowned');
    }
    // The user's device and sign-in are as they were.
    await stepUp(user.client.copy(again), user.device);
    expect(usersSignIn.step).toMatchObject({ next: 'mfa' });
  });
});

test('device unlock --d1 prints SQL that unlocks that device alone, as the command does (B1)', async () => {
  const serialNumber = user.device.serialNumber;
  const lock = (where: string) =>
    withStoreFile({ dataDir: where }, database =>
      database.exec("update devices set failures = 10, attempt = 'x'"),
    );
  for (const where of [dataDir, copy]) lock(where);
  const locked = () => rows(copy, 'select serial_number from devices where failures > 0');
  const all = locked();
  const unlock = async (named: string) => {
    const { output } = await sallyport(folder, ['device', 'unlock', '--serial-number', named, '--d1']);
    withStoreFile({ dataDir: copy }, database => database.exec(output));
  };
  const audited = () => rows(copy, "select resource from audit_log where event = 'UnlockMFADevice'");
  await unlock(`${serialNumber}x`);
  await unlock("' or 1 = 1 --");
  expect([locked(), audited()]).toEqual([all, []]);
  await unlock(serialNumber);
  expect(locked()).toEqual(
    all.filter(row => (row as { serial_number: string }).serial_number !== serialNumber),
  );
  expect(audited()).toEqual([{ resource: serialNumber }]);
  await unlock(token.serialNumber);
  expect(locked()).toEqual([]);
  const row = "select failures, slow_until, attempt from devices where kind = 'hardware'";
  expect(rows(copy, row)).toEqual([{ failures: 0, slow_until: 0, attempt: null }]);
});
