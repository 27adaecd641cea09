import { and, asc, eq, getTableColumns, gt, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { TotpDevice } from '../../core/devices/device.ts';
import type { InventoryStore } from '../../core/inventory/store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import type { Database } from './database.ts';
import { deviceOf, deviceRow, personOf } from './rows.ts';
import { devices, people } from './schema.ts';

/** In the order in which an INSERT without a list of columns takes them. */
const COLUMNS = Object.keys(getTableColumns(devices));

export function inventoryStore({ reader, writer, atomically }: Database): InventoryStore {
  return {
    async listHardware(accountId, { assigned, prefix }, after, limit) {
      const held = assigned === undefined ? undefined : assigned ? isNotNull : isNull;
      const rows = await reader
        .select({ device: devices, holder: people })
        .from(devices)
        .leftJoin(people, eq(people.id, devices.personId))
        .where(
          and(
            eq(devices.accountId, accountId),
            eq(devices.kind, 'hardware'),
            held?.(devices.personId),
            gte(devices.serialKey, prefix),
            // Behind every serial number that begins so: their alphabet is ASCII.
            prefix === '' ? undefined : lt(devices.serialKey, `${prefix}\u{10FFFF}`),
            gt(devices.serialKey, after ?? ''),
          ),
        )
        .orderBy(asc(devices.serialKey))
        .limit(limit)
        .all();
      return rows.map(({ device, holder }) => ({
        device: deviceOf(device) as TotpDevice,
        holder: holder === null ? undefined : personOf(holder),
      }));
    },
    async countHardware(accountId) {
      const row = await reader
        .select({
          total: sql<number>`count(*)`,
          unassigned: sql<number>`count(case when ${devices.personId} is null then 1 end)`,
        })
        .from(devices)
        .where(and(eq(devices.accountId, accountId), eq(devices.kind, 'hardware')))
        .get();
      return row ?? { total: 0, unassigned: 0 };
    },
    async addHardware(tokens, audit) {
      // One parameter holds them all: D1 takes a hundred a statement and a thousand statements a request.
      const rows = JSON.stringify(tokens.map(deviceRow));
      const may = permitted(audit);
      const column = (name: string) => sql`value ->> ${sql.raw(`'${name}'`)}`;
      const results = await atomically([
        writer
          .insert(devices)
          .select(sql`select ${sql.join(COLUMNS.map(column), sql`, `)} from json_each(${rows}) where ${may}`)
          .onConflictDoNothing()
          .returning({ serialKey: devices.serialKey }),
        writer.select({ may: sql`1` }).from(sql`(select 1)`).where(may),
        ...reported(writer, audit, may),
      ]);
      if (results[1]?.length === 0) return undefined;
      return new Set((results[0] as { serialKey: string }[]).map(({ serialKey }) => serialKey));
    },
  };
}
