import { and, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { SLOW_BUDGET } from '../../core/devices/device.ts';
import type { Proof } from '../../core/devices/proof.ts';
import { type Drizzle, insertWhere, type Statement } from './database.ts';
import { devices, driftHistory, people } from './schema.ts';

/**
 * Spends a proof: the one guarded update that makes every code and every counter value good once, on every
 * node. `spentBy` marks the winner; the statements behind it in the batch ask for the mark with `wasSpent`.
 */
export function spend(writer: Drizzle, proof: Proof, personId: string, spentBy: string, condition: SQL) {
  const held = and(
    eq(devices.id, proof.device.id),
    eq(devices.personId, personId),
    sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.disabledAt} is null)`,
    condition,
  );
  const cleared = { failures: 0, lastUsedAt: proof.at, spentBy };
  if (proof.by === 'code') {
    return writer
      .update(devices)
      .set({
        ...cleared,
        lastStep: proof.step,
        drift: proof.drift,
        // A code has decided; the step of the pair stays, because its codes are used.
        resyncedUntil: 0,
        ...measuredBy(proof),
        slowUntil: sql`${devices.slowUntil} - ${SLOW_BUDGET.interval}`,
      })
      .where(
        and(
          held,
          lt(devices.lastStep, proof.step),
          // A resync in between may have used this very code.
          sql`coalesce(${devices.resyncedStep}, 0) = ${proof.device.resynced?.step ?? 0}`,
        ),
      )
      .returning({ id: devices.id });
  }
  // A counter that is not in use stays zero on both sides; one in use must grow (WebAuthn section 7.2 step 22).
  const grew = or(
    lt(devices.signCount, proof.signCount),
    and(eq(devices.signCount, 0), sql`${proof.signCount} = 0`),
  );
  return writer
    .update(devices)
    .set({ ...cleared, signCount: proof.signCount, backedUp: proof.backedUp })
    .where(and(held, grew))
    .returning({ id: devices.id });
}

/** Steps that no quartz makes between two codes: somebody set the clock. */
const CLOCK_WAS_SET = 10;

/** The rate is told by two codes far apart, both after the clock was last set. A resync alone does not begin it anew:
 * whoever needs one after a long drawer shows the rate best. */
function measuredBy({ device, drift, at }: Extract<Proof, { by: 'code' }>) {
  if (device.measured === undefined || Math.abs(drift - device.drift) > CLOCK_WAS_SET) {
    return { measuredDrift: drift, measuredAt: at };
  }
  return {};
}

/** Writes down where the spent code found the clock; of the codes of one day the last stays. */
export function followed(writer: Drizzle, proof: Proof, spentBy: string): Statement[] {
  if (proof.by !== 'code') return [];
  const { device, drift, at } = proof;
  return [
    recordDrift(
      writer,
      { deviceId: device.id, slot: Math.floor(at / DAY) * DAY, at, drift, setBy: 'code' },
      wasSpent(proof, spentBy),
    ),
  ];
}

const DAY = 86_400_000;

export function recordDrift(writer: Drizzle, row: typeof driftHistory.$inferInsert, condition: SQL) {
  return insertWhere(writer, driftHistory, row, condition)
    .onConflictDoUpdate({
      target: [driftHistory.deviceId, driftHistory.slot],
      set: { at: row.at, drift: row.drift, setBy: row.setBy },
    })
    .returning({ at: driftHistory.at });
}

export function wasSpent(proof: Proof, spentBy: string): SQL {
  return sql`exists (select 1 from ${devices} where ${devices.id} = ${proof.device.id} and ${devices.spentBy} = ${spentBy})`;
}
