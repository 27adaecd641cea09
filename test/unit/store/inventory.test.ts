import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TotpDevice } from '../../../src/core/devices/device.ts';
import { account, apiKey, audit, hardware, newAccount, owner, STEP, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

let file: GatewayFile;
beforeEach(async () => {
  file = new GatewayFile();
  await file.first.store.createAccount(newAccount, audit('CreateAccount'));
});
afterEach(() => file.delete());

const serial = (number: number) => `SN-${String(number).padStart(6, '0')}`;
const tokens = (from: number, count: number): TotpDevice[] =>
  Array.from({ length: count }, (_, at) => hardware(`MFAD-${from + at}`, serial(from + at)));
const add = (devices: readonly TotpDevice[], gateway = file.first) =>
  gateway.store.addHardware(devices, audit('Import'));
const stored = () => file.count('devices', "kind = 'hardware'");

describe('tokens that come in', () => {
  test('five hundred at once are stored whole, as they were handed over', async () => {
    const batch = tokens(1, 500);
    expect((await add(batch))?.size).toBe(500);
    const found = await file.second.store.findDevice(account.id, serial(250));
    expect(found).toEqual(batch[249]);
    expect(await file.second.store.countHardware(account.id)).toEqual({ total: 500, unassigned: 500 });
    expect(file.count('audit_log', "event = 'Import'")).toBe(1);
  });

  test('every kind of token comes back as it went in', async () => {
    const odd: TotpDevice = {
      ...hardware('MFAD-odd', 'Odd/Serial:1'),
      ...{ algorithm: 'sha512', digits: 8, period: 60, sealedSecret: `k1.'"\\u0000${'x'.repeat(90)}` },
    };
    await add([odd]);
    expect(await file.second.store.findDevice(account.id, 'odd/serial:1')).toEqual(odd);
  });

  test('what is there already is left alone: same serial, in any case, with another seed', async () => {
    await add(tokens(1, 3));
    const before = file.device('MFAD-2');
    const again = { ...hardware('MFAD-new', serial(2).toLowerCase()), sealedSecret: 'k1.another' };
    expect(await add([again, ...tokens(4, 1)])).toEqual(new Set([serial(4).toLowerCase()]));
    expect(file.device('MFAD-2')).toEqual(before);
    expect(stored()).toBe(4);
  });

  test('one serial number twice in a batch is added once, and the first one stays', async () => {
    const twice = [hardware('first', 'SAME-SERIAL'), hardware('second', 'same-serial')];
    expect(await add(twice)).toEqual(new Set(['same-serial']));
    expect(file.device('first')).toMatchObject({ serial_number: 'SAME-SERIAL' });
    expect(stored()).toBe(1);
  });

  test('a token does not take the serial number of a virtual device', async () => {
    await file.first.store.createVirtual(virtual('phone'), 16, audit('C'));
    const { serialNumber } = virtual('phone');
    expect(await add([hardware('thief', serialNumber)])).toEqual(new Set());
    expect(stored()).toBe(0);
  });

  test('two imports of the same file at once add each token once (B5)', async () => {
    const batch = tokens(1, 500);
    const twins = batch.map(token => ({ ...token, id: `${token.id}-twin` }));
    const [one, other] = await Promise.all([add(batch), add(twins, file.second)]);
    expect((one?.size ?? 0) + (other?.size ?? 0)).toBe(500);
    expect(stored()).toBe(500);
  });

  test('whoever may not import any more stores nothing and is told apart from a batch of old ones', async () => {
    const gone = audit('Import', owner.id, 'no such session');
    expect(await file.first.store.addHardware(tokens(1, 500), gone)).toBeUndefined();
    expect(stored()).toBe(0);
    expect(file.count('audit_log', "event = 'Import'")).toBe(0);
    await add(tokens(1, 2));
    expect(await add(tokens(1, 2))).toEqual(new Set());
  });

  test('nothing is not an error', async () => {
    expect(await add([])).toEqual(new Set());
  });
});

describe('the list', () => {
  test('comes in pages by serial number and prefix, held or not', async () => {
    await add([...tokens(1, 5), hardware('other', 'ZZ-000001'), hardware('lower', 'sn-000003b')]);
    await file.first.store.assign('MFAD-2', owner.id, { lastStep: STEP, drift: 0 }, 8, audit('E'));
    const list = async (assigned: boolean | undefined, prefix: string, after?: string, limit = 100) =>
      (await file.second.store.listHardware(account.id, { assigned, prefix }, after, limit)).map(
        ({ device }) => device.id,
      );
    expect(await list(undefined, '')).toEqual([
      ...['MFAD-1', 'MFAD-2', 'MFAD-3', 'lower', 'MFAD-4', 'MFAD-5', 'other'],
    ]);
    expect(await list(true, '')).toEqual(['MFAD-2']);
    expect(await list(false, 'sn-')).toEqual(['MFAD-1', 'MFAD-3', 'lower', 'MFAD-4', 'MFAD-5']);
    expect(await list(undefined, 'sn-000003')).toEqual(['MFAD-3', 'lower']);
    expect(await list(undefined, '', 'sn-000003', 2)).toEqual(['lower', 'MFAD-4']);
    expect(await list(undefined, '%')).toEqual([]);
    expect(await file.second.store.countHardware(account.id)).toEqual({ total: 7, unassigned: 6 });
  });
});

describe('a token that its person gives back', () => {
  test('is in the inventory again, its used codes stay used, and nobody counts as its maker (S2-78)', async () => {
    await add(tokens(1, 1));
    await file.first.store.assign('MFAD-1', owner.id, { lastStep: STEP, drift: 7 }, 8, audit('E'));
    const device = await file.first.store.findDevice(account.id, serial(1));
    if (device === undefined) throw new Error('the token is gone');
    await file.first.store.reserveAttempt('MFAD-1', STEP);
    expect(await file.first.store.deactivate(device, false, undefined, audit('D'))).toBe(true);
    expect(file.device('MFAD-1')).toMatchObject({
      ...{ person_id: null, created_by: null, last_step: STEP, failures: 0, kind: 'hardware' },
    });
    const again = (lastStep: number) =>
      file.second.store.assign('MFAD-1', owner.id, { lastStep, drift: 0 }, 8, audit('E'));
    expect(await again(STEP + 1)).toBe('lost');
    expect(await again(STEP + 2)).toBe('assigned');
  });

  test('goes to one of fifty who claim it at once (S2-03)', async () => {
    await add(tokens(1, 1));
    const claims = Array.from({ length: 50 }, (_, at) =>
      (at % 2 ? file.first : file.second).store.assign(
        'MFAD-1',
        owner.id,
        { lastStep: STEP, drift: 0 },
        8,
        audit('E'),
      ),
    );
    expect((await Promise.all(claims)).filter(result => result === 'assigned')).toHaveLength(1);
    expect(file.count('audit_log', "event = 'E'")).toBe(1);
  });

  test('leaves the inventory only while nobody holds it, and not as a virtual device', async () => {
    await add(tokens(1, 1));
    const remove = (kind: 'hardware' | 'virtual') =>
      file.first.store.deleteUnassigned('MFAD-1', kind, audit('X'));
    expect(await remove('virtual')).toBe(false);
    await file.first.store.assign('MFAD-1', owner.id, { lastStep: STEP, drift: 0 }, 8, audit('E'));
    expect(await remove('hardware')).toBe(false);
    expect(stored()).toBe(1);
  });
});

describe('API keys', () => {
  const make = (id: string, gateway = file.first) =>
    gateway.store.createApiKey(apiKey(id), `hash-of-${id}`, 8, audit('K'));

  test('fifty made at once leave a person with eight (2.3.4)', async () => {
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, at) => make(`K${at}`, at % 2 ? file.first : file.second)),
    );
    expect(made.filter(Boolean)).toHaveLength(8);
    expect(file.count('api_keys')).toBe(8);
    expect(file.count('audit_log', "event = 'K'")).toBe(8);
  });

  test('is found by its hash alone, with whom it stands for and when it was used', async () => {
    await make('K1');
    await file.first.store.touchApiKey('K1', 7, '203.0.113.9');
    const found = await file.second.store.findKeyPrincipal('hash-of-K1');
    expect(found?.principal).toMatchObject({
      by: 'api-key',
      keyId: 'K1',
      devices: 0,
      person: owner,
      account,
    });
    expect(found?.key).toEqual({ ...apiKey('K1'), lastUsedAt: 7, lastUsedFrom: '203.0.113.9' });
    for (const wrong of ['K1', 'HASH-OF-K1', '', 'hash-of-K'])
      expect(await file.second.store.findKeyPrincipal(wrong)).toBeUndefined();
  });

  test("is deleted by its person's id and its own, once", async () => {
    await make('K1');
    const remove = (person: string) => file.second.store.deleteApiKey(person, 'K1', audit('X'));
    expect(await remove('AIDA9')).toBe(false);
    const results = await Promise.all([remove(owner.id), remove(owner.id)]);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(file.count('audit_log', "event = 'X'")).toBe(1);
    expect(await file.first.store.findKeyPrincipal('hash-of-K1')).toBeUndefined();
  });
});
