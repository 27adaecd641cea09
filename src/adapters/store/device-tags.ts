import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { TotpDevice } from '../../core/devices/device.ts';
import { comparedKey, type Tag } from '../../core/devices/tag.ts';
import type { TagStore } from '../../core/devices/tag-store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import type { Database, Drizzle } from './database.ts';
import { present } from './device-rows.ts';
import { devices, deviceTags } from './schema.ts';

export function tagStore({ reader, writer, atomically }: Database): TagStore {
  return {
    async tagsOf(deviceId, after, limit) {
      return reader
        .select({ key: deviceTags.key, value: deviceTags.value })
        .from(deviceTags)
        .where(and(eq(deviceTags.deviceId, deviceId), gt(deviceTags.keyCompared, after ?? '')))
        .orderBy(asc(deviceTags.keyCompared))
        .limit(limit)
        .all();
    },
    async putTags(device, tags, limit, audit) {
      const kept = sql`(select count(*) from ${deviceTags} where ${deviceTags.deviceId} = ${device.id}
        and ${deviceTags.keyCompared} not in (select value ->> 'keyCompared' from json_each(${rowsOf(tags)})))`;
      const room = sql`${asLookedAt(device, audit)} and ${kept} <= ${limit - tags.length}`;
      const [row] = await atomically([
        ...reported(writer, audit, room),
        enterTags(writer, device.id, tags, room),
      ]);
      return row?.length === 1;
    },
    async removeTags(device, keys, audit) {
      const same = asLookedAt(device, audit);
      const compared = JSON.stringify(keys.map(comparedKey));
      const [row] = await atomically([
        ...reported(writer, audit, same),
        writer
          .delete(deviceTags)
          .where(
            and(
              eq(deviceTags.deviceId, device.id),
              sql`${deviceTags.keyCompared} in (select value from json_each(${compared}))`,
              same,
            ),
          )
          .returning({ key: deviceTags.key }),
      ]);
      return row?.length === 1;
    },
  };
}

/** Whoever may see the device may label it, and that hangs on who holds it and who made it. */
function asLookedAt({ id, personId, createdBy }: TotpDevice, audit: AuditEvent): SQL {
  return present(
    and(
      eq(devices.id, id),
      sql`${devices.personId} is ${personId ?? null}`,
      sql`${devices.createdBy} is ${createdBy ?? null}`,
      permitted(audit),
    ),
  );
}

const rowsOf = (tags: readonly Tag[]) =>
  JSON.stringify(tags.map(tag => ({ ...tag, keyCompared: comparedKey(tag.key) })));

/** One parameter holds them all: D1 takes a hundred a statement. */
export function enterTags(writer: Drizzle, deviceId: string, tags: readonly Tag[], condition: SQL) {
  return writer
    .insert(deviceTags)
    .select(
      sql`select ${deviceId}, value ->> 'keyCompared', value ->> 'key', value ->> 'value' from json_each(${rowsOf(tags)}) where ${condition}`,
    )
    .onConflictDoUpdate({
      target: [deviceTags.deviceId, deviceTags.keyCompared],
      set: { key: sql`excluded.key`, value: sql`excluded.value` },
    })
    .returning({ key: deviceTags.key });
}

export function forgetTags(writer: Drizzle, condition: SQL) {
  return writer.delete(deviceTags).where(condition).returning({ key: deviceTags.key });
}
