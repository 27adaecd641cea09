import { afterAll, describe, expect, test } from 'vitest';
import type { VirtualMFADevice } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import {
  ADMINISTRATOR_ACCESS,
  createAdministrator,
  createUser,
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

const row = ({ serialNumber }: TokenDevice) =>
  withStoreFile(gateway, database =>
    database.prepare('select * from devices where serial_number = ?').get(serialNumber),
  );

/** What an administrator does with a device that somebody else made, or with a token of the inventory. */
const CHANGES: [
  string,
  (client: PersonWithDevice) => Promise<TokenDevice>,
  (device: TokenDevice) => Promise<object>,
][] = [
  [
    'DeleteVirtualMFADevice',
    ({ client }) => createVirtual(client),
    async ({ serialNumber }) => ({ SerialNumber: serialNumber }),
  ],
  [
    'EnableMFADevice',
    ({ client }) => createVirtual(client),
    async device => ({ SerialNumber: device.serialNumber, ...(await device.pairAt(device.now())) }),
  ],
  [
    'UnlockMFADevice',
    async () => {
      const token = newToken();
      data(await upload(owner.client, csvOf([token])));
      return token;
    },
    async ({ serialNumber }) => ({ SerialNumber: serialNumber }),
  ],
];

describe.each(CHANGES)('%s, sent slowly by an administrator,', (name, make, inputFor) => {
  test('changes nothing when he is demoted meanwhile (A6, B5)', async () => {
    const demoted = await createAdministrator(gateway, owner);
    const device = await make(await createUserWithDevice(gateway, owner));
    const before = row(device);
    const answer = await demoted.client.heldAction(name, await inputFor(device), async () => {
      data(
        await owner.client.action('DetachUserPolicy', {
          UserName: demoted.name,
          PolicyArn: ADMINISTRATOR_ACCESS,
        }),
      );
    });
    expectRefusal(answer, answer.status, ['NOT_SIGNED_IN', 'ACCESS_DENIED', 'NO_SUCH_ENTITY']);
    expect(row(device)).toEqual(before);
  });

  test('is carried out while he stays one: the control', async () => {
    const administrator = await createAdministrator(gateway, owner);
    const device = await make(await createUserWithDevice(gateway, owner));
    const input = await inputFor(device);
    data(
      await administrator.client.heldAction(name, input, async () => {
        data(await owner.client.get('/api/session'));
      }),
    );
  });
});

describe('an unassigned virtual device that the owner made', () => {
  test('is neither deleted nor assigned by an administrator, to himself or to others (A1)', async () => {
    const administrator = await createAdministrator(gateway, owner);
    const user = await createUser(gateway, owner);
    const device = await createVirtual(owner.client);
    const SerialNumber = device.serialNumber;
    const before = row(device);
    const pair = await device.pairAt(device.now());
    for (const [name, input] of [
      ['DeleteVirtualMFADevice', {}],
      ['EnableMFADevice', pair],
      ['EnableMFADevice', { ...pair, UserName: user.name }],
    ] as const) {
      const answer = await administrator.client.action(name, { SerialNumber, ...input });
      expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
    }
    expect(row(device)).toEqual(before);
    // The owner does both: the control.
    data(await enable(owner.client, device, { UserName: user.name }));
    expect(row(device)).not.toMatchObject({ person_id: null });
    const another = await createVirtual(owner.client);
    data(await owner.client.action('DeleteVirtualMFADevice', { SerialNumber: another.serialNumber }));
  });

  test("is listed for administrators, who may assign one another's (the control)", async () => {
    const [maker, other] = [
      await createAdministrator(gateway, owner),
      await createAdministrator(gateway, owner),
    ];
    const [ofOwner, ofMaker] = [await createVirtual(owner.client), await createVirtual(maker.client)];
    const list = await other.client.action<{ VirtualMFADevices: VirtualMFADevice[] }>(
      'ListVirtualMFADevices',
    );
    const listed = data(list).VirtualMFADevices.map(({ SerialNumber }) => SerialNumber);
    expect(listed).toEqual(expect.arrayContaining([ofOwner.serialNumber, ofMaker.serialNumber]));
    const user = await createUser(gateway, owner);
    data(await enable(other.client, ofMaker, { UserName: user.name }));
  });
});
