import { afterAll, describe, expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import type { MFADevice, User } from '../support/contract.ts';
import { clockRow, forgive } from '../support/device-row.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { keepRows } from '../support/kept-rows.ts';
import { createKey, type KeyClient } from '../support/key-client.ts';
import { currentStep, roomInStep } from '../support/oathtool.ts';
import { DAY, HOUR, MINUTE, setServerClock } from '../support/passing-time.ts';
import {
  beginSignIn,
  createUserWithDevice,
  type PersonWithDevice,
  setUpOwner,
  signIn,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

/*
 * Somebody sets the server's clock wrong, and later right again. The device of a user goes on as it was. No code may
 * be good twice by that, and nobody may be kept out for longer than the clock was wrong.
 */

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const person = await createUserWithDevice(gateway, owner);
await signIn(gateway, person);
const key = await createKey(gateway, owner);
/** Whatever a test did to the clock, the next one begins with these people as they are now. */
const restore = keepRows(gateway);

/** A user with a device, and how it stands to the server's clock. */
class World {
  readonly user: PersonWithDevice;
  /** Administration does not depend on the clock: a key does not expire. */
  readonly byKey: KeyClient;
  /** Steps that the device is ahead of the server's clock. */
  private ahead = 0;
  /** Every step of the device whose code was taken, as the device counts them. */
  private readonly taken: number[] = [];

  constructor(user: PersonWithDevice, byKey: KeyClient) {
    this.user = user;
    this.byKey = byKey;
    this.taken.push(this.lastTaken());
  }

  static async begin(): Promise<World> {
    restore();
    await roomInStep(20_000);
    return new World(person, key);
  }

  /** The server's clock goes forward, the device does not. */
  setClock(milliseconds: number): void {
    this.ahead -= setServerClock(gateway, milliseconds).steps;
  }

  /** Both go forward. */
  pass(milliseconds: number): void {
    setServerClock(gateway, milliseconds);
    this.passed += milliseconds / 30_000;
  }
  private passed = 0;

  /** The next step that the device shows and that was not used, as the server counts. */
  next(): number {
    return Math.max(currentStep() + this.ahead, this.lastTaken() + 1);
  }

  private lastTaken(): number {
    return clockRow(gateway, this.user.device.serialNumber).last_step;
  }

  /** The password is another test's: here it is typed often. */
  private async firstFactor(): Promise<Client> {
    withStoreFile(gateway, database => database.exec('delete from throttles'));
    return (await beginSignIn(gateway, this.user)).client;
  }

  async trySignIn(step: number) {
    return this.send(await this.firstFactor(), step);
  }

  /** A code of no step. */
  async tryCode(code: string) {
    const { serialNumber } = this.user.device;
    return (await this.firstFactor()).post('/api/sign-in/code', { serialNumber, code });
  }

  private async send(client: Client, step: number) {
    const { serialNumber } = this.user.device;
    const code = await this.user.device.codeAt(step);
    const answer = await client.post('/api/sign-in/code', { serialNumber, code });
    if (answer.status === 200) this.taken.push(this.asDevice(step));
    return answer;
  }

  /** A step of the server's count in the device's own, which no clock of the server's moves. */
  private asDevice(step: number): number {
    return step - this.ahead + this.passed;
  }

  /** Brings the device back with the next two codes that it shows: by its person for an hour, by a key for a day. */
  async resync(milliseconds: number): Promise<void> {
    const { serialNumber } = this.user.device;
    const step = this.next();
    const pair = await this.user.device.pairAt(step);
    if (Math.abs(milliseconds) > HOUR) {
      const input = { UserName: this.user.name, SerialNumber: serialNumber, ...pair };
      data(await this.byKey.action('ResyncMFADevice', input));
    } else {
      const client = await this.firstFactor();
      const codes = { code1: pair.AuthenticationCode1, code2: pair.AuthenticationCode2 };
      data(await client.post('/api/sign-in/resync', { serialNumber, ...codes }));
    }
    this.taken.push(this.asDevice(step), this.asDevice(step + 1));
  }

  /** Whatever the server's clock says now: what was used, and what it takes for the present, signs nobody in. */
  async expectNoneTwice(): Promise<void> {
    const last = this.lastTaken();
    const centre = currentStep() + clockRow(gateway, this.user.device.serialNumber).drift;
    const around = [centre - 1, centre, centre + 1].filter(step => step <= last);
    const client = await this.firstFactor();
    for (const step of new Set([last, last - 1, ...around]))
      expectRefusal(await this.send(client, step), 401, 'SECOND_FACTOR_REFUSED');
    forgive(gateway, this.user.device.serialNumber);
  }

  /** Each code that was taken is later than the one before, on the device that shows them. */
  expectInOrder(): void {
    expect(this.taken).toEqual([...new Set(this.taken)].toSorted((a, b) => a - b));
  }
}

const JUMPS = [
  ['an hour', HOUR],
  ['a day', DAY],
] as const;
/** Less the time of the codes themselves: the farthest that two codes are looked for. */
const REACHES = [
  ['almost an hour', HOUR - 2 * MINUTE],
  ['almost a day', DAY - 2 * MINUTE],
] as const;

describe('a server clock that is set back by', () => {
  test.each(
    JUMPS,
  )('%s: no code of the past is good again, and the device is when the time has passed (B4, 3.5)', async (_, jump) => {
    const world = await World.begin();
    world.setClock(-jump);
    await world.expectNoneTwice();
    // The device is right and the server is not: its code is of the future.
    expectRefusal(await world.trySignIn(world.next()), 401, 'SECOND_FACTOR_REFUSED');
    world.setClock(jump);
    await world.expectNoneTwice();
    data(await world.trySignIn(world.next()));
    await world.expectNoneTwice();
    world.expectInOrder();
  });

  test.each(REACHES)('%s and stays there: for no longer than that the device is refused', async (_, jump) => {
    const world = await World.begin();
    world.setClock(-jump);
    await world.expectNoneTwice();
    // The same time later the device is a jump ahead of a server that has come to where it was.
    world.pass(jump);
    await world.expectNoneTwice();
    await world.resync(jump);
    data(await world.trySignIn(world.next()));
    await world.expectNoneTwice();
    world.expectInOrder();
  });
});

test('a server clock that was a year ahead: wrong codes of that time lock no device when it is right again', async () => {
  const world = await World.begin();
  const { serialNumber } = world.user.device;
  world.setClock(365 * DAY);
  for (const wrong of await world.user.device.wrongCodes(5))
    expectRefusal(await world.tryCode(wrong), 401, 'SECOND_FACTOR_REFUSED');
  world.setClock(-365 * DAY);
  const on = { UserName: world.user.name };
  const devices = await world.byKey.action<{ MFADevices: MFADevice[] }>('ListMFADevices', on);
  expect(data(devices).MFADevices).toMatchObject([{ SerialNumber: serialNumber, Status: 'Active' }]);
  const users = await world.byKey.action<{ Users: User[] }>('ListUsers');
  expect(data(users).Users).toMatchObject([{ UserName: world.user.name, LockedMFADevices: 0 }]);
  data(await world.trySignIn(world.next()));
  world.expectInOrder();
});

describe('a server clock that is set forward by', () => {
  test.each(
    JUMPS,
  )('%s: two codes bring the device back at once, and again when the clock is right', async (_, jump) => {
    const world = await World.begin();
    world.setClock(jump);
    await world.expectNoneTwice();
    expectRefusal(await world.trySignIn(world.next()), 401, 'SECOND_FACTOR_REFUSED');
    await world.resync(jump);
    await world.expectNoneTwice();
    data(await world.trySignIn(world.next()));

    world.setClock(-jump);
    await world.expectNoneTwice();
    await world.resync(jump);
    await world.expectNoneTwice();
    data(await world.trySignIn(world.next()));
    await world.expectNoneTwice();
    world.expectInOrder();
  });
});
