import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceTags } from '../../../src/adapters/store/schema.ts';
import { audit, newAccount, owner, STEP, user, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const LIMIT = 50;
const phone = virtual('phone');
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  await file.first.store.createAccount(newAccount, audit('CreateAccount'));
  await file.first.store.createVirtual(phone, 16, audit('C'));
});
afterEach(() => file.delete());

const stores = () => [file.first.store, file.second.store];
const tags = (count: number, prefix = 'key') =>
  Array.from({ length: count }, (_, at) => ({ key: `${prefix}-${at}`, value: String(at) }));
const put = (given: ReturnType<typeof tags>, at = 0) =>
  stores()[at % 2]?.putTags(phone, given, LIMIT, audit('Tag'));
const all = async () => file.first.store.tagsOf(phone.id, undefined, 1_000);

describe('contract 4.9: tags of a virtual device', () => {
  test('are put all or none, and a key that is there gets the new value and spelling', async () => {
    expect(await put([{ key: 'Team', value: 'a' }])).toBe(true);
    expect(
      await put([
        { key: 'TEAM', value: 'b' },
        { key: 'floor', value: '' },
      ]),
    ).toBe(true);
    expect(await all()).toEqual([
      { key: 'floor', value: '' },
      { key: 'TEAM', value: 'b' },
    ]);
    expect(await put(tags(49))).toBe(false);
    expect(await all()).toHaveLength(2);
    expect(file.count('audit_log', "event = 'Tag'")).toBe(2);
  });

  test('are 50 at most, 20 requests for nine each at once; a full device still takes new values', async () => {
    await put(tags(40, 'old'));
    const results = await Promise.all(Array.from({ length: 20 }, (_, at) => put(tags(9, `new-${at}`), at)));
    expect(results.filter(done => done === true)).toHaveLength(1);
    expect(await all()).toHaveLength(49);
    expect(await put([...tags(40, 'old'), { key: 'one', value: 'more' }])).toBe(true);
    expect(await put([{ key: 'another', value: '' }])).toBe(false);
  });

  test('control: counting first and tagging then gives more than 50', async () => {
    await put(tags(40, 'old'));
    const { reader, writer } = file.first.database;
    await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const mine = eq(deviceTags.deviceId, phone.id);
        const held = await reader.select({ n: sql<number>`count(*)` }).from(deviceTags).where(mine).get();
        if ((held?.n ?? 0) + 9 > LIMIT) return;
        await writer
          .insert(deviceTags)
          .values(tags(9, `new-${at}`).map(tag => ({ ...tag, deviceId: phone.id, keyCompared: tag.key })));
      }),
    );
    expect((await all()).length).toBeGreaterThan(LIMIT);
  });

  test('come in pages behind a key, in an order that does not hang on what was removed', async () => {
    await put(tags(9));
    const first = await file.first.store.tagsOf(phone.id, undefined, 4);
    expect(first.map(({ key }) => key)).toEqual(['key-0', 'key-1', 'key-2', 'key-3']);
    await file.first.store.removeTags(phone, ['KEY-3', 'key-0', 'never was'], audit('Untag'));
    const second = await file.first.store.tagsOf(phone.id, 'key-3', 4);
    expect(second.map(({ key }) => key)).toEqual(['key-4', 'key-5', 'key-6', 'key-7']);
  });

  test('are not changed when somebody else holds the device than the one that was looked at', async () => {
    await put(tags(1));
    await file.second.store.assign(phone.id, owner.id, { lastStep: STEP, drift: 0 }, 8, audit('E'));
    expect(await put(tags(2))).toBe(false);
    expect(await file.first.store.removeTags(phone, ['key-0'], audit('Untag'))).toBe(false);
    expect(await all()).toEqual(tags(1));
    expect(file.count('audit_log', "event = 'Untag'")).toBe(0);
  });

  test('go with the device: deleted by itself, or with its person, and not with one that stays', async () => {
    const { store } = file.first;
    await store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    for (const id of ['hers', 'made']) {
      const device = { ...virtual(id), createdBy: 'AIDA1' };
      expect(await store.createVirtual(device, 16, audit('C'), tags(3))).toBe('created');
    }
    await store.assign('hers', 'AIDA1', { lastStep: STEP, drift: 0 }, 8, audit('E'));
    await put(tags(1));
    expect(await store.deleteUnassigned('hers', 'virtual', audit('X'))).toBe(false);
    expect(file.count('device_tags')).toBe(7);
    expect(await store.deleteUnassigned('made', 'virtual', audit('X'))).toBe(true);
    expect(file.count('device_tags')).toBe(4);
    expect(await store.deleteUser('AIDA1', true, audit('DeleteUser'))).toBe(true);
    expect(file.count('device_tags')).toBe(1);
    const again = { ...phone, id: 'again' };
    expect(await store.createVirtual(again, 16, audit('C'), tags(3))).toBe('taken');
    expect(file.count('device_tags')).toBe(1);
  });
});
