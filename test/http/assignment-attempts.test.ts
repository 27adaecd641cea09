import { afterAll, describe, expect, test } from 'vitest';
import type { Account } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import {
  createUserWithDevice,
  createVirtual,
  enable,
  type PersonWithDevice,
  setUpOwner,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';
import type { TokenDevice } from '../support/token-device.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

const counts = ({ serialNumber }: TokenDevice) =>
  withStoreFile(gateway, database =>
    database
      .prepare<[string], { failures: number; slow_until: number }>(
        'select failures, slow_until from devices where serial_number = ?',
      )
      .get(serialNumber),
  );

/** Two codes of which each is wrong. */
async function wrongPair(device: TokenDevice, at: number): Promise<object> {
  const codes = await device.wrongCodes(at + 2);
  return {
    SerialNumber: device.serialNumber,
    AuthenticationCode1: codes[at],
    AuthenticationCode2: codes[at + 1],
  };
}

/** A device with an attempt on the slow count already: from an empty one nothing could be taken. */
async function guessedAt({ client }: PersonWithDevice): Promise<TokenDevice> {
  const device = await createVirtual(client);
  const answer = await client.action('EnableMFADevice', await wrongPair(device, 0));
  expectRefusal(answer, 403, 'INVALID_AUTHENTICATION_CODE');
  return device;
}

describe('a device that was assigned a moment ago', () => {
  const DEVICES: [string, (user: PersonWithDevice) => Promise<TokenDevice>][] = [
    ['virtual', guessedAt],
    [
      'hardware',
      async () => {
        const token = newToken();
        data(await upload(owner.client, csvOf([token])));
        return token;
      },
    ],
  ];
  test.each(
    DEVICES,
  )('%s: a wrong pair is told that it is assigned, and costs no attempt (B1, B5)', async (_, make) => {
    const user = await createUserWithDevice(gateway, owner);
    const device = await make(user);
    data(await enable(user.client, device));
    const before = counts(device);
    for (let at = 1; at <= 12; at += 1) {
      const answer = await user.client.action('EnableMFADevice', await wrongPair(device, at));
      expectRefusal(answer, 409, 'ENTITY_ALREADY_EXISTS');
    }
    expect(counts(device)).toEqual(before);
    expect(before).toMatchObject({ failures: 0 });
  });
});

describe('the slow count of attempts', () => {
  test('is as it was after right codes at the device limit that are accepted later (3.1)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const device = await guessedAt(user);
    const before = counts(device);
    const input = { SerialNumber: device.serialNumber, ...(await device.pairAt(device.now())) };
    data(await owner.client.action<Account>('UpdateAccount', { MFADevicesPerUser: 1 }));
    for (let again = 0; again < 3; again += 1)
      expectRefusal(await user.client.action('EnableMFADevice', input), 409, 'LIMIT_EXCEEDED');
    expect(counts(device)).toEqual(before);
    data(await user.client.action('DeactivateMFADevice', { SerialNumber: user.device.serialNumber }));
    data(await user.client.action('EnableMFADevice', input));
    expect(counts(device)?.slow_until).toBe(before?.slow_until);
    data(await user.client.action('EnableMFADevice', input));
    expect(counts(device)?.slow_until).toBe(before?.slow_until);
    data(await owner.client.action<Account>('UpdateAccount', { MFADevicesPerUser: 8 }));
  });

  test('keeps what a refused pair took, though an administrator repeats the pair with success (3.1)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    // Too far for its person, near enough for an administrator; within a minute it is the same attempt.
    const step = device.now() + 500;
    const input = { SerialNumber: device.serialNumber, ...(await device.pairAt(step)) };
    const refused = await user.client.action('ResyncMFADevice', input);
    expectRefusal(refused, 403, 'INVALID_AUTHENTICATION_CODE');
    const before = counts(device);
    expect(before?.failures).toBe(1);
    data(await owner.client.action('ResyncMFADevice', { ...input, UserName: user.name }));
    expect(counts(device)).toEqual({ failures: 0, slow_until: before?.slow_until });
  });
});
