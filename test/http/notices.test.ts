import { afterAll, describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import type { Answer, Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import { type Notice, noticesTo } from '../support/outbox.ts';
import { letPass, MINUTE } from '../support/passing-time.ts';
import {
  createAdministrator,
  createUserWithDevice,
  createVirtual,
  enable,
  enrolKey,
  listDevices,
  type PersonWithDevice,
  setUpOwner,
  stepUp,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

/** That many of one kind at once; then one in so long. */
const AT_ONCE = 6;
const INTERVAL = 30 * MINUTE;

const about = (notices: readonly Notice[], words: RegExp) =>
  notices.filter(({ subject }) => words.test(subject));
const rename = (client: Client, user: PersonWithDevice, DeviceName: string) =>
  client.action('RenameMFADevice', {
    UserName: user.name,
    SerialNumber: user.device.serialNumber,
    DeviceName,
  });

describe('a change that is made over and over', () => {
  test('is told six times, then no more for the time being; it is carried out, and other kinds are told (D8)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const other = await createUserWithDevice(gateway, owner);
    const othersMailbox = await withMailbox(owner, other);
    const renamed = async (to = mailbox) => about(await noticesTo(gateway, to), /renamed/).length;
    for (let time = 1; time <= AT_ONCE + 3; time += 1) {
      data(await rename(administrator.client, user, `name ${time}`));
      expect(await listDevices(user.client)).toMatchObject([{ DeviceName: `name ${time}` }]);
      expect(await renamed()).toBe(Math.min(time, AT_ONCE));
    }
    // By whom, makes no difference; to whom, does.
    data(await rename(owner.client, user, 'by the owner'));
    expect(await renamed()).toBe(AT_ONCE);
    data(await rename(administrator.client, other, 'theirs'));
    expect(await renamed(othersMailbox)).toBe(1);
    const unlock = { UserName: user.name, SerialNumber: user.device.serialNumber };
    data(await administrator.client.action('UnlockMFADevice', unlock));
    expect(about(await noticesTo(gateway, mailbox), /unlocked/)).toHaveLength(1);

    letPass(gateway, INTERVAL);
    for (const { client, device } of [owner, administrator]) await stepUp(client, device);
    for (const DeviceName of ['half an hour', 'later']) data(await rename(owner.client, user, DeviceName));
    expect(await renamed()).toBe(AT_ONCE + 1);
  });

  test('at once, is told no more often than one after the other (D8)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => rename(administrator.client, user, `name ${at}`)),
    );
    for (const answer of answers) data(answer);
    expect(about(await noticesTo(gateway, mailbox), /renamed/)).toHaveLength(AT_ONCE);
  });

  test('and is refused, takes nothing of what is told: the change that comes is (the control)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    for (let time = 0; time <= AT_ONCE; time += 1) {
      const nothing = { UserName: user.name, SerialNumber: 'TK000000000000', DeviceName: 'x' };
      const answer = await administrator.client.action('RenameMFADevice', nothing);
      expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
    }
    data(await rename(administrator.client, user, 'carried out'));
    expect(about(await noticesTo(gateway, mailbox), /renamed/)).toHaveLength(1);
  });
});

/** What a stranger would like a person to read, and to follow. */
const DEVICE_NAME = 'x. Unlock: https://evil.example/u';
const USER_AGENT = 'Your mailbox is full https://evil.example';

type Change = (user: PersonWithDevice, act: Act) => Promise<Answer>;
type Act = (name: string, input?: object) => Promise<Answer>;
const onDevice = ({ device }: PersonWithDevice) => ({ SerialNumber: device.serialNumber });

/** Every notice that has a name in it which somebody typed. */
const CHANGES: [string, Change, RegExp][] = [
  [
    'a renamed device',
    (user, act) => act('RenameMFADevice', { ...onDevice(user), DeviceName: `${DEVICE_NAME}2` }),
    /renamed/,
  ],
  ['an unlocked device', (user, act) => act('UnlockMFADevice', onDevice(user)), /unlocked/],
  ['a reset drift', (user, act) => act('ResetMFADeviceDrift', onDevice(user)), /drift/],
  [
    'a resync',
    async (user, act) =>
      act('ResyncMFADevice', { ...onDevice(user), ...(await user.device.pairAt(user.device.now() + 60)) }),
    /resynchronised/,
  ],
  ['a device taken away', (user, act) => act('DeactivateMFADevice', onDevice(user)), /deactivated/],
  ['a new API key', (_, act) => act('CreateAPIKey', { Name: DEVICE_NAME }), /API key/],
  ['a changed address', (_, act) => act('SetContactEmail', { Email: 'new@example.org' }), /address/],
  [
    'a locked device',
    async (user, act) => {
      let last = act('GetUser');
      for (const AuthenticationCode of await user.device.wrongCodes(10)) {
        last = act('CheckMFADevice', { ...onDevice(user), AuthenticationCode });
        await last;
      }
      return last;
    },
    /locked/,
  ],
];

/** Nothing in it can be followed but our own address. */
function expectNothingOfStrangers({ subject, text }: Notice): void {
  for (const part of [subject, text.replaceAll(gateway.origin, '')]) {
    expect(part).not.toContain('://');
    expect(part).not.toContain('evil.example');
    expect(part).not.toContain('mailbox is full');
  }
  expect(subject).not.toMatch(/[\r\n]/);
}

describe('nothing that a stranger typed becomes a link in a notice of (D8, D9)', () => {
  test.each(CHANGES)('%s; who did it is named', async (_, change, words) => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    data(await rename(owner.client, user, DEVICE_NAME));
    const act: Act = (name, input) =>
      administrator.client.post(
        `/api/actions/${name}`,
        { UserName: user.name, ...input },
        { 'user-agent': USER_AGENT },
      );
    const before = await noticesTo(gateway, mailbox);
    const answer = await change(user, act);
    expect([200, 401, 403], answer.text).toContain(answer.status);
    const notices = await noticesTo(gateway, mailbox);
    expect(notices).toHaveLength(before.length + 1);
    expect(notices[0]?.subject).toMatch(words);
    expect(notices[0]?.text).toMatch(new RegExp(`^By: "${administrator.name}", an administrator$`, 'm'));
    for (const notice of notices) expectNothingOfStrangers(notice);
  });

  test('an assigned device, and an assigned key', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const virtual = await createVirtual(user.client, DEVICE_NAME, `v-${user.name}`);
    data(await enable(user.client, virtual));
    await enrolKey(user.client, new Authenticator(), gateway.origin, DEVICE_NAME);
    const notices = about(await noticesTo(gateway, mailbox), /assigned/);
    expect(notices).toHaveLength(2);
    for (const notice of notices) expectNothingOfStrangers(notice);
  });

  test('the control: names without such are shown as they were typed, and the browser by its own name', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const input = {
      UserName: user.name,
      ...onDevice(user),
      DeviceName: "Jörg's phone (new)",
    };
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    data(await administrator.client.post('/api/actions/RenameMFADevice', input, { 'user-agent': firefox }));
    const [notice] = await noticesTo(gateway, mailbox);
    expect(notice?.subject).toContain('"Jörg\'s phone (new)"');
    expect(notice?.text).toContain('With: Firefox on Linux');
  });
});

describe('wrong codes that an administrator typed', () => {
  /** Who is behind the refusals of one kind that are about this device or its holder. */
  const actors = (event: string, { device, name }: PersonWithDevice) =>
    withStoreFile(gateway, database =>
      database
        .prepare<object, { actor: string }>(
          `select user_name as actor from audit_log join people on people.id = actor_id
           where event = @event and outcome = 'refused' and (resource = @serialNumber or resource like '%:user/' || @name)
           group by user_name`,
        )
        .all({ event, name, serialNumber: device.serialNumber })
        .map(({ actor }) => actor),
    );

  test.each<[string, (user: PersonWithDevice, codes: string[], at: number) => object]>([
    ['CheckMFADevice', (_, codes, at) => ({ AuthenticationCode: codes[at] })],
    [
      'ResyncMFADevice',
      (_, codes, at) => ({ AuthenticationCode1: codes[at], AuthenticationCode2: codes[at + 1] }),
    ],
  ])("in %s are his in the log and in the notice of the lock, not the holder's (ASVS 16.2)", async (name, codesOf) => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const { serialNumber } = user.device;
    const codes = await user.device.wrongCodes(12);
    const on = { UserName: user.name, SerialNumber: serialNumber };
    for (let at = 0; at < 10; at += 1) {
      const answer = await administrator.client.action(name, { ...on, ...codesOf(user, codes, at) });
      expectRefusal(answer, answer.status, ['SECOND_FACTOR_REFUSED', 'INVALID_AUTHENTICATION_CODE']);
    }
    expect(actors('MFADevice.Locked', user)).toEqual([administrator.name]);
    expect(actors(name, user)).toEqual([administrator.name]);
    const [notice] = about(await noticesTo(gateway, mailbox), /locked/);
    expect(notice?.text).toMatch(new RegExp(`^By: "${administrator.name}", an administrator$`, 'm'));
  });

  test("the holder's own are his: the control", async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const { serialNumber } = user.device;
    for (const AuthenticationCode of await user.device.wrongCodes(10))
      await user.client.action('CheckMFADevice', { SerialNumber: serialNumber, AuthenticationCode });
    expect(actors('MFADevice.Locked', user)).toEqual([user.name]);
    const [notice] = about(await noticesTo(gateway, mailbox), /locked/);
    expect(notice?.text).not.toMatch(/^By: /m);
  });
});

test('unlocking a token that lies in the inventory is told to nobody: nobody holds it', async () => {
  const [his, hers] = [await withMailbox(owner, administrator), owner.name];
  const user = await createUserWithDevice(gateway, owner);
  const theirs = await withMailbox(owner, user);
  const token = newToken();
  data(await upload(administrator.client, csvOf([token])));
  const SerialNumber = token.serialNumber;
  data(await administrator.client.action('UnlockMFADevice', { SerialNumber }));
  data(await administrator.client.action('UnlockMFADevice', { SerialNumber, UserName: user.name }));
  data(await owner.client.action('UnlockMFADevice', { SerialNumber }));
  for (const mailbox of [his, hers, theirs])
    expect(about(await noticesTo(gateway, mailbox), /unlocked/), mailbox).toEqual([]);
  // The control: once he holds it, he is told.
  data(await enable(administrator.client, token, { UserName: user.name }));
  data(await administrator.client.action('UnlockMFADevice', { SerialNumber, UserName: user.name }));
  expect(about(await noticesTo(gateway, theirs), /unlocked/)).toHaveLength(1);
});
