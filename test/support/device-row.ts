import type { Gateway } from './gateway.ts';
import { withStoreFile } from './store-file.ts';

/** What the store knows of a TOTP device's clock and of its use; nothing of it may move by a refused request. */
export interface DeviceRow {
  person_id: string | null;
  drift: number;
  /** The last step of which the gateway took a code, be it at sign-in or for a resync. */
  last_step: number;
  resynced_drift: number | null;
  resynced_until: number | null;
  enabled_at: number | null;
  last_used_at: number | null;
  failures: number;
}

export function deviceRow(gateway: Pick<Gateway, 'dataDir'>, serialNumber: string): DeviceRow {
  return withStoreFile(gateway, database => {
    const row = database
      .prepare<[string], DeviceRow>(
        `select person_id, drift, max(last_step, coalesce(resynced_step, 0)) as last_step,
                iif(resynced_until > 0, resynced_drift, null) as resynced_drift, resynced_until, enabled_at, last_used_at, failures
         from devices where serial_number = ?`,
      )
      .get(serialNumber);
    if (row === undefined) throw new Error(`the store holds no device ${serialNumber}`);
    return row;
  });
}

/** The same without the count of attempts, which a refused code raises. */
export function clockRow(
  gateway: Pick<Gateway, 'dataDir'>,
  serialNumber: string,
): Omit<DeviceRow, 'failures'> {
  const { failures: _, ...clock } = deviceRow(gateway, serialNumber);
  return clock;
}

/** As if the device had last been used that many steps earlier: its older codes are unused then. */
export function usedLongAgo(gateway: Pick<Gateway, 'dataDir'>, serialNumber: string, steps: number): void {
  withStoreFile(gateway, database =>
    database
      .prepare(
        'update devices set last_step = last_step - @steps, resynced_step = resynced_step - @steps where serial_number = @serialNumber',
      )
      .run({ steps, serialNumber }),
  );
}

/** As after an unlock, for a test that needs more wrong codes than one device's budget has. */
export function forgive(gateway: Pick<Gateway, 'dataDir'>, serialNumber: string): void {
  withStoreFile(gateway, database =>
    database
      .prepare('update devices set failures = 0, slow_until = 0, attempt = null where serial_number = ?')
      .run(serialNumber),
  );
}
