import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Session, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { everythingIn } from '../support/everything-stored.ts';
import { startGateway } from '../support/gateway.ts';
import { noticesTo } from '../support/outbox.ts';
import { letPass, MINUTE } from '../support/passing-time.ts';
import { createUser, listDevices, newPassword, setUpOwner } from '../support/people.ts';
import { mailedToken, recover, verifyPhone } from '../support/recovery.ts';
import { sallyport } from '../support/sallyport.ts';
import { withStoreFile } from '../support/store-file.ts';

const [THIEF, CONTACT, NEW] = ['thief@example.net', 'second@example.org', 'new@example.org'];
const [TAKEN, OTHER] = ['taken@example.org', 'other@example.org'];

const folder = mkdtempSync(join(tmpdir(), 'sallyport-shut-out-'));
const [dataDir, copy] = [join(folder, 'gateway'), join(folder, 'copy')];
let gateway = await startGateway({ runtime: 'node', dataDir });
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true });
});

const owner = await setUpOwner(gateway);
await verifyPhone(gateway, owner);
await createUser(gateway, owner, TAKEN);
letPass(gateway, MINUTE);
await recover(gateway, owner);
const notMe = await mailedToken(gateway, owner.name, 'not-me');
const before = Date.now();
data(await new Client(gateway).post('/api/recovery/not-me', { token: notMe }));
await gateway.halt();
// What a thief would have done meanwhile, and a mail of an earlier recovery that still says "this was not me".
withStoreFile({ dataDir }, database => {
  database.prepare("update people set email = ?, contact_email = ? where kind = 'owner'").run(THIEF, CONTACT);
  database.prepare("update recoveries set state = 'done', entered_at = started_at").run();
});
const created = await sallyport(
  dataDir,
  ['account', 'create', '--email', OTHER, '--phone', '+4930901820'],
  newPassword(),
);
expect(created.status).toBe(0);
cpSync(dataDir, copy, { recursive: true });

const glass = (where: string, ...more: string[]) =>
  sallyport(where, ['break-glass', '--account', THIEF, '--reason', 'Seen in person', ...more]);

async function onD1(...more: string[]) {
  const printed = await glass(folder, '--d1', ...more);
  withStoreFile({ dataDir: copy }, database => database.exec(printed.output));
  return printed;
}

const ownerIn = (where: string) =>
  withStoreFile({ dataDir: where }, database =>
    database
      .prepare<[string, string], { password: string; state: string; disabled: number | null }>(
        'select password, password_state as state, disabled_at as disabled from people where email in (?, ?)',
      )
      .get(THIEF, NEW),
  );

describe('break-glass for an owner whom "this was not me" shut out (S2-59, 3.6)', () => {
  test.each([
    ['the old password, which the thief may have set', [], /--new-password/],
    ['the old password and another address', ['--email', NEW], /--new-password/],
    [
      'an address that another owner signs in with',
      ['--new-password', '--email', OTHER.toUpperCase()],
      /address/,
    ],
    ['an address that a user of the account is called', ['--new-password', '--email', TAKEN], /address/],
  ])('does nothing with %s, on the machine and as SQL', async (_, more, why) => {
    const untouched = everythingIn(dataDir, before);
    const done = await glass(dataDir, ...more);
    expect(done).toMatchObject({ status: 254, output: '', errors: expect.stringMatching(why) });
    expect(everythingIn(dataDir, before)).toEqual(untouched);
    expect((await onD1(...more)).status).toBe(0);
    expect(everythingIn(copy, before)).toEqual(untouched);
  });

  let initial = '';
  test('by --new-password and --email opens it again, and SQL does the very same', async () => {
    const more = ['--new-password', '--email', 'New@example.org'];
    const done = await glass(dataDir, ...more);
    expect(done).toMatchObject({ status: 0, errors: '' });
    const said = JSON.parse(done.output);
    expect(said.Deactivated).toEqual([{ SerialNumber: owner.device.serialNumber, Kind: 'virtual' }]);
    expect(Date.parse(said.ExpiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    initial = said.InitialPassword;

    const printed = await onD1(...more);
    const told = JSON.parse(printed.errors);
    expect(Object.keys(told)).toEqual(['InitialPassword', 'ExpiresAt']);
    // The SQL goes through other programs' hands and logs.
    expect(printed.output).not.toContain(told.InitialPassword);
    expect(await verify(ownerIn(copy)?.password ?? '', told.InitialPassword)).toBe(true);
    expect(everythingIn(copy, before)).toEqual(everythingIn(dataDir, before));
    expect(ownerIn(dataDir)).toMatchObject({ state: 'initial', disabled: null });

    const audited = withStoreFile({ dataDir }, database =>
      database
        .prepare("select event, reason from audit_log where event like 'BreakGlass%' order by id")
        .all(),
    );
    expect(audited).toEqual(
      ['BreakGlass', 'BreakGlass.NewPassword', 'BreakGlass.NewAddress'].map(event => ({
        event,
        reason: 'Seen in person',
      })),
    );
  });

  test('lets in with the initial password at the new address alone, to set an own one, and tells every address', async () => {
    gateway = await startGateway({ runtime: 'node', dataDir });
    const type = (email: string, password: string, client = new Client(gateway)) =>
      client.post<Step>('/api/sign-in/password', { as: 'owner', email, password });
    for (const [email, password] of [
      [NEW, owner.password],
      [THIEF, initial],
      [owner.name, initial],
    ] as const)
      expectRefusal(await type(email, password), 401, 'SIGN_IN_REFUSED');

    // A mail of before is worth nothing: it would shut the owner out again.
    const again = await new Client(gateway).post('/api/recovery/not-me', { token: notMe });
    expectRefusal(again, 403, 'RECOVERY_LINK_INVALID');

    const client = new Client(gateway);
    expect(data(await type(NEW, initial, client))).toMatchObject({ next: 'new-password' });
    const own = newPassword();
    data(await client.post('/api/sign-in/new-password', { newPassword: own }));
    expect(data(await client.get<Session>('/api/session')).level).toBe('password');
    expect(await listDevices(client)).toEqual([]);
    expectRefusal(await type(NEW, initial), 401, 'SIGN_IN_REFUSED');

    for (const address of [THIEF, CONTACT, NEW]) {
      const told = (await noticesTo(gateway, address)).filter(({ subject }) => /operator/.test(subject));
      expect(told.map(({ subject }) => subject)).toEqual([
        'Sallyport: All MFA devices of the owner were deactivated by the operator of this gateway.',
      ]);
      expect(told[0]?.text).not.toContain(initial);
      expect(told[0]?.text.includes(NEW)).toBe(address === NEW);
    }
  });
});
