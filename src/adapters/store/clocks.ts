import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { ClockStore } from '../../core/devices/clock-store.ts';
import type { TotpDevice } from '../../core/devices/device.ts';
import { RESYNC_UNCONFIRMED } from '../../core/totp/key.ts';
import { cleared } from './attempts.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import type { Database } from './database.ts';
import { present, USED } from './device-rows.ts';
import { newMark } from './marks.ts';
import { followed, recordDrift, spend, wasSpent } from './proofs.ts';
import { deviceOf, personOf } from './rows.ts';
import { devices, driftHistory, people } from './schema.ts';

export function clockStore({ reader, writer, atomically }: Database): ClockStore {
  /** `forecastDrift` as an expression: when the device leaves the window; far away where that is not known. */
  const steps = sql`abs(${devices.drift} - ${devices.measuredDrift})`;
  const time = sql`(${devices.lastUsedAt} - ${devices.measuredAt})`;
  const leavesAt = sql<number>`case when ${steps} >= 2 and ${time} >= 86400000 then ${devices.lastUsedAt} + ${time} / ${steps} else ${NEVER} end`;

  return {
    async resync(deviceId, personId, { lastStep: step, drift }, audit, counted = true) {
      const mark = newMark();
      const done = present(and(eq(devices.id, deviceId), eq(devices.spentBy, mark)));
      const [changed] = await atomically([
        writer
          .update(devices)
          .set({
            resyncedStep: step,
            resyncedDrift: drift,
            resyncedUntil: audit.at + RESYNC_UNCONFIRMED,
            ...cleared(counted),
            spentBy: mark,
          })
          .where(
            and(
              eq(devices.id, deviceId),
              eq(devices.personId, personId),
              sql`${USED} < ${step - 1}`,
              permitted(audit),
            ),
          )
          .returning({ id: devices.id }),
        recordDrift(writer, { deviceId, slot: audit.at, at: audit.at, drift, setBy: 'resync' }, done),
        ...reported(writer, audit, done),
      ]);
      return changed?.length === 1;
    },
    async followClock(proof, personId, audit) {
      const mark = newMark();
      const [spent] = await atomically([
        spend(writer, proof, personId, mark, permitted(audit)),
        ...followed(writer, proof, mark),
        ...reported(writer, audit, wasSpent(proof, mark)),
      ]);
      return spent?.length === 1;
    },
    async resetDrift(deviceId, personId, audit) {
      const mark = newMark();
      const done = present(and(eq(devices.id, deviceId), eq(devices.spentBy, mark)));
      const [changed] = await atomically([
        writer
          .update(devices)
          .set({
            drift: 0,
            resyncedDrift: null,
            resyncedUntil: null,
            measuredDrift: null,
            measuredAt: null,
            spentBy: mark,
          })
          .where(and(eq(devices.id, deviceId), eq(devices.personId, personId), permitted(audit)))
          .returning({ id: devices.id }),
        recordDrift(writer, { deviceId, slot: audit.at, at: audit.at, drift: 0, setBy: 'reset' }, done),
        ...reported(writer, audit, done),
      ]);
      return changed?.length === 1;
    },
    async driftHistory(deviceId) {
      const rows = await reader
        .select()
        .from(driftHistory)
        .where(eq(driftHistory.deviceId, deviceId))
        .orderBy(asc(driftHistory.at))
        .all();
      return rows.map(({ at, drift, setBy }) => ({ at, drift, by: setBy }));
    },
    async listClocks(accountId, after, limit) {
      const [time = '', id = ''] = after?.split('|') ?? [];
      const from = /^\d{1,16}$/.test(time) ? Number(time) : 0;
      const rows = await reader
        .select({ device: devices, holder: people, leavesAt })
        .from(devices)
        .innerJoin(people, eq(people.id, devices.personId))
        .where(
          and(
            eq(devices.accountId, accountId),
            ne(devices.kind, 'fido'),
            isNotNull(devices.personId),
            eq(people.kind, 'user'),
            sql`(${leavesAt}, ${devices.id}) > (${from}, ${id})`,
          ),
        )
        .orderBy(asc(leavesAt), asc(devices.id))
        .limit(limit)
        .all();
      return rows.map(row => ({
        device: deviceOf(row.device) as TotpDevice,
        holder: personOf(row.holder),
        marker: `${row.leavesAt}|${row.device.id}`,
      }));
    },
  };
}

const NEVER = Number.MAX_SAFE_INTEGER;
