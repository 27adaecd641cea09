import { and, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { SLOW_BUDGET } from '../../core/devices/device.ts';
import type { Proof } from '../../core/devices/proof.ts';
import type { Drizzle } from './database.ts';
import { devices, people } from './schema.ts';

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
        slowUntil: sql`${devices.slowUntil} - ${SLOW_BUDGET.interval}`,
      })
      .where(and(held, lt(devices.lastStep, proof.step)))
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

export function wasSpent(proof: Proof, spentBy: string): SQL {
  return sql`exists (select 1 from ${devices} where ${devices.id} = ${proof.device.id} and ${devices.spentBy} = ${spentBy})`;
}

/** A mark that no other batch has. */
export function newMark(): string {
  return crypto.randomUUID();
}
