import { and, asc, eq, gt, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { FidoDevice, TotpDevice } from '../../core/devices/device.ts';
import type { DeviceStore } from '../../core/devices/store.ts';
import { comparable } from '../../core/identifiers.ts';
import { cleared } from './attempts.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere, planned } from './database.ts';
import { FREED, forgetDrift, present, USED } from './device-rows.ts';
import { enterTags, forgetTags } from './device-tags.ts';
import { newMark } from './marks.ts';
import { recordDrift } from './proofs.ts';
import { deviceOf, deviceRow, personOf } from './rows.ts';
import { devices, deviceTags, driftHistory, people, sessions } from './schema.ts';

export function deviceStore({ reader, writer, atomically }: Database): DeviceStore {
  const ofPerson = reader
    .select()
    .from(devices)
    .where(eq(devices.personId, planned('person')))
    .orderBy(asc(devices.enabledAt), asc(devices.createdAt))
    .prepare();
  const bySerial = reader
    .select()
    .from(devices)
    .where(and(eq(devices.accountId, planned('account')), eq(devices.serialKey, planned('serial'))))
    .prepare();
  const byCredential = reader
    .select({ device: devices, person: people })
    .from(devices)
    .innerJoin(people, eq(people.id, devices.personId))
    .where(eq(devices.credentialId, planned('credential')))
    .prepare();

  /** First in every batch that counts devices: Postgres makes such batches of one person wait for one another here. */
  const queueUp = (personId: string) =>
    writer
      .update(people)
      .set({ deviceChanges: sql`${people.deviceChanges} + 1` })
      .where(eq(people.id, personId))
      .returning({ id: people.id });
  const heldBy = (personId: string) =>
    sql`(select count(*) from ${devices} where ${devices.personId} = ${personId})`;
  const exists = (personId: string) =>
    sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.disabledAt} is null)`;
  /** Sessions from before there was a device never showed one: they end, but for the one that assigns it. */
  const endWeakSessions = (personId: string, { authority }: AuditEvent, assigned: SQL) =>
    writer
      .delete(sessions)
      .where(
        and(
          eq(sessions.personId, personId),
          eq(sessions.level, 'password'),
          sql`${sessions.id} <> ${authority?.id ?? ''}`,
          assigned,
        ),
      )
      .returning({ id: sessions.id });

  return {
    async devicesOf(person) {
      return (await ofPerson.all({ person })).map(deviceOf);
    },
    async findDevice(account, serialNumber) {
      const row = await bySerial.get({ account, serial: comparable(serialNumber) });
      return row && deviceOf(row);
    },
    async findPasskey(credential) {
      const row = await byCredential.get({ credential });
      return row && { device: deviceOf(row.device) as FidoDevice, person: personOf(row.person) };
    },
    async listVirtual(accountId, { assigned, visibleTo }, after, limit) {
      const held = assigned === undefined ? undefined : assigned ? isNotNull : isNull;
      const rows = await reader
        .select({ device: devices, holder: people })
        .from(devices)
        .leftJoin(people, eq(people.id, devices.personId))
        .where(
          and(
            eq(devices.accountId, accountId),
            eq(devices.kind, 'virtual'),
            held?.(devices.personId),
            visibleTo === undefined
              ? undefined
              : or(
                  eq(devices.personId, visibleTo),
                  and(isNull(devices.personId), eq(devices.createdBy, visibleTo)),
                ),
            gt(devices.serialKey, after ?? ''),
          ),
        )
        .orderBy(asc(devices.serialKey))
        .limit(limit)
        .all();
      return rows.map(row => ({
        device: deviceOf(row.device) as TotpDevice,
        holder: row.holder === null ? undefined : personOf(row.holder),
      }));
    },

    async createVirtual(device, limit, audit, tags = []) {
      const lyingAbout = sql`(select count(*) from ${devices} where ${devices.createdBy} = ${device.createdBy} and ${devices.personId} is null)`;
      const made = present(eq(devices.id, device.id));
      const [created] = await atomically([
        insertWhere(writer, devices, deviceRow(device), sql`${lyingAbout} < ${limit} and ${permitted(audit)}`)
          .onConflictDoNothing()
          .returning({ id: devices.id }),
        ...(tags.length === 0 ? [] : [enterTags(writer, device.id, tags, made)]),
        ...reported(writer, audit, made),
      ]);
      if (created?.length === 1) return 'created';
      return (await bySerial.get({ account: device.accountId, serial: comparable(device.serialNumber) }))
        ? 'taken'
        : 'limit';
    },
    async assign(deviceId, personId, { lastStep, drift }, limit, audit, counted = true) {
      const mark = newMark();
      const assigned = present(and(eq(devices.id, deviceId), eq(devices.spentBy, mark)));
      const results = await atomically([
        queueUp(personId),
        writer
          .update(devices)
          .set({
            personId,
            lastStep,
            drift,
            enabledAt: audit.at,
            resyncedDrift: null,
            resyncedUntil: null,
            measuredDrift: null,
            measuredAt: null,
            resyncedStep: null,
            ...cleared(counted),
            spentBy: mark,
          })
          .where(
            and(
              eq(devices.id, deviceId),
              isNull(devices.personId),
              lt(devices.lastStep, lastStep - 1),
              sql`${heldBy(personId)} < ${limit}`,
              exists(personId),
              permitted(audit),
            ),
          )
          .returning({ id: devices.id }),
        recordDrift(writer, { deviceId, slot: audit.at, at: audit.at, drift, setBy: 'assignment' }, assigned),
        endWeakSessions(personId, audit, assigned),
        ...reported(writer, audit, assigned),
      ]);
      if (results[1]?.length === 1) return 'assigned';
      return (await ofPerson.all({ person: personId })).length >= limit ? 'limit' : 'lost';
    },
    async addCredential(device, limit, audit) {
      const personId = device.personId ?? '';
      const added = present(eq(devices.id, device.id));
      const results = await atomically([
        queueUp(personId),
        insertWhere(
          writer,
          devices,
          deviceRow(device),
          sql`${heldBy(personId)} < ${limit} and ${exists(personId)} and ${permitted(audit)}`,
        )
          .onConflictDoNothing()
          .returning({ id: devices.id }),
        endWeakSessions(personId, audit, added),
        ...reported(writer, audit, added),
      ]);
      if (results[1]?.length === 1) return 'added';
      return (await ofPerson.all({ person: personId })).length >= limit ? 'limit' : 'taken';
    },
    async renameDevice(deviceId, name, audit) {
      const mine = and(eq(devices.id, deviceId), permitted(audit));
      const results = await atomically([
        ...reported(writer, audit, present(mine)),
        writer.update(devices).set({ name }).where(mine).returning({ id: devices.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
    async deactivate(device, keepOne, keepSession, audit) {
      const personId = device.personId ?? '';
      const leaving = and(
        eq(devices.id, device.id),
        eq(devices.personId, personId),
        keepOne ? sql`${heldBy(personId)} > 1` : undefined,
        permitted(audit),
      );
      // The person may take his virtual device back; a token goes back into the inventory.
      const freed = { ...FREED, lastStep: USED, createdBy: device.kind === 'virtual' ? personId : null };
      // Everything that follows from its leaving, while it is still there to be asked about.
      const consequences = [
        ...reported(writer, audit, present(leaving)),
        forgetDrift(writer, sql`${driftHistory.deviceId} = ${device.id} and ${present(leaving)}`),
        writer
          .delete(sessions)
          .where(and(eq(sessions.deviceId, device.id), ne(sessions.id, keepSession ?? ''), present(leaving)))
          .returning({ id: sessions.id }),
      ];
      const results = await atomically([
        queueUp(personId),
        ...consequences,
        device.kind === 'fido'
          ? writer.delete(devices).where(leaving).returning({ id: devices.id })
          : writer.update(devices).set(freed).where(leaving).returning({ id: devices.id }),
        // Without a device nothing can prove level mfa again; what is left of it is the password. A recovered session
        // stays one, and restricted, until its new device is shown. A program's has no password to fall back on: the one
        // that asked stays what it is, or a script could not go on to delete the device.
        writer
          .update(sessions)
          .set({ level: 'password' })
          .where(
            and(
              eq(sessions.personId, personId),
              eq(sessions.level, 'mfa'),
              isNull(sessions.accessKeyId),
              sql`${heldBy(personId)} = 0`,
            ),
          )
          .returning({ id: sessions.id }),
      ]);
      return results[1 + consequences.length]?.length === 1;
    },
    async deleteUnassigned(deviceId, kind, audit) {
      const unassigned = and(
        eq(devices.id, deviceId),
        eq(devices.kind, kind),
        isNull(devices.personId),
        permitted(audit),
      );
      const results = await atomically([
        ...reported(writer, audit, present(unassigned)),
        forgetTags(writer, sql`${deviceTags.deviceId} = ${deviceId} and ${present(unassigned)}`),
        writer.delete(devices).where(unassigned).returning({ id: devices.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
    async unlock(deviceId, audit) {
      const theirs = and(eq(devices.id, deviceId), permitted(audit));
      const results = await atomically([
        ...reported(writer, audit, present(theirs)),
        writer
          .update(devices)
          .set({ failures: 0, slowUntil: 0, attempt: null })
          .where(theirs)
          .returning({ id: devices.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
  };
}
