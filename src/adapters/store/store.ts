import { and, DrizzleQueryError, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { accessKeyContext } from '../../core/access-keys/access-key.ts';
import { EXPIRED_CREDENTIALS_KEPT } from '../../core/access-keys/session-credentials.ts';
import { secretContext } from '../../core/devices/device.ts';
import { GIVEN_UP_AFTER } from '../../core/mail/back-off.ts';
import { phoneContext } from '../../core/people/person.ts';
import { type Store, StoreUnavailable } from '../../core/ports.ts';
import { SESSION_IDLE } from '../../core/session/session.ts';
import { webhookSecretContext } from '../../core/webhooks/webhook.ts';
import { accessKeyStore } from './access-keys.ts';
import { accountStore } from './accounts.ts';
import { apiKeyStore } from './api-keys.ts';
import { attemptStore } from './attempts.ts';
import { auditStore } from './audit.ts';
import { breakGlassStore } from './break-glass.ts';
import { challengeStore } from './challenges.ts';
import { clockStore } from './clocks.ts';
import type { Database, Drizzle } from './database.ts';
import { tagStore } from './device-tags.ts';
import { deviceStore } from './devices.ts';
import { flowStore } from './flows.ts';
import { inventoryStore } from './inventory.ts';
import { mailLinkStore } from './mail-links.ts';
import { mailStore } from './mails.ts';
import { peopleStore } from './people.ts';
import { phoneChallengeStore } from './phone-challenges.ts';
import { recoveryStore } from './recoveries.ts';
import {
  accessKeys,
  challenges,
  devices,
  driftHistory,
  flows,
  mailLinks,
  people,
  phoneChallenges,
  recoveries,
  sends,
  sessions,
  setUpTokens,
  throttles,
  webhookDeliveries,
  webhooks,
} from './schema.ts';
import { sessionStore } from './sessions.ts';
import { throttleStore } from './throttles.ts';
import { webhookStore } from './webhooks.ts';

/** How long drift is remembered, milliseconds: two years tell a rate and its seasons. */
const DRIFT_KEPT = 2 * 366 * 86_400_000;
/** Past its last attempt. */
const DELIVERIES_KEPT = GIVEN_UP_AFTER + 2 * 3_600_000;

/** How long calls and what was sent are remembered, milliseconds: the longest limit looks back a day. */
const SENDS_KEPT = 2 * 86_400_000;

/** The core's store on any SQLite that drizzle speaks to. */
export function createStore(database: Database): Store {
  const { reader, writer, atomically } = database;
  return unavailableWhenItFails({
    ...accountStore(database),
    ...breakGlassStore(database),
    ...peopleStore(database),
    ...deviceStore(database),
    ...tagStore(database),
    ...attemptStore(database),
    ...clockStore(database),
    ...inventoryStore(database),
    ...apiKeyStore(database),
    ...accessKeyStore(database),
    ...flowStore(database),
    ...sessionStore(database),
    ...challengeStore(database),
    ...throttleStore(database),
    ...auditStore(database),
    ...mailStore(database),
    ...phoneChallengeStore(database),
    ...recoveryStore(database),
    ...webhookStore(database),
    ...mailLinkStore(database),
    // Both ways: a writer that is gone signs nobody in.
    async ping() {
      const look = (way: Drizzle) => way.select({ one: sql`1` }).from(people).limit(1).all();
      await Promise.all([look(reader), look(writer)]);
    },
    async sealedSamples() {
      /** Everything before the first dot of a sealed value names its key. */
      const byKey = (column: SQLiteColumn) => sql`substr(${column}, 1, instr(${column}, '.'))`;
      const seeds = await reader
        .select({ id: devices.id, sealed: sql<string>`min(${devices.sealedSecret})` })
        .from(devices)
        .where(isNotNull(devices.sealedSecret))
        .groupBy(byKey(devices.sealedSecret))
        .all();
      const phones = await reader
        .select({ id: people.id, sealed: sql<string>`min(${people.sealedPhone})` })
        .from(people)
        .where(isNotNull(people.sealedPhone))
        .groupBy(byKey(people.sealedPhone))
        .all();
      const secrets = await reader
        .select({ id: webhooks.id, sealed: sql<string>`min(${webhooks.sealedSecret})` })
        .from(webhooks)
        .groupBy(byKey(webhooks.sealedSecret))
        .all();
      const keys = await reader
        .select({ id: accessKeys.id, sealed: sql<string>`min(${accessKeys.sealedSecret})` })
        .from(accessKeys)
        .groupBy(byKey(accessKeys.sealedSecret))
        .all();
      return [
        ...seeds.map(({ id, sealed }) => ({ sealed, context: secretContext(id) })),
        ...phones.map(({ id, sealed }) => ({ sealed, context: phoneContext(id) })),
        ...keys.map(({ id, sealed }) => ({ sealed, context: accessKeyContext(id) })),
        ...secrets.map(({ id, sealed }) => ({ sealed, context: webhookSecretContext(id) })),
      ];
    },
    async sweep(now) {
      await atomically([
        writer.delete(flows).where(lt(flows.expiresAt, now)).returning({ state: flows.state }),
        writer
          .delete(recoveries)
          .where(and(lt(recoveries.cancellableUntil, now), lt(recoveries.expiresAt, now)))
          .returning({ id: recoveries.id }),
        // After the recoveries: one that waits still rests on the phone that was verified.
        writer
          .delete(phoneChallenges)
          .where(
            and(
              lt(phoneChallenges.createdAt, now - SENDS_KEPT),
              sql`not exists (select 1 from ${recoveries} where ${recoveries.challengeId} = ${phoneChallenges.id})`,
            ),
          )
          .returning({ id: phoneChallenges.id }),
        writer.delete(challenges).where(lt(challenges.expiresAt, now)).returning({ key: challenges.key }),
        writer
          .delete(driftHistory)
          .where(lt(driftHistory.at, now - DRIFT_KEPT))
          .returning({ at: driftHistory.at }),
        writer
          .delete(mailLinks)
          .where(lt(mailLinks.expiresAt, now))
          .returning({ purpose: mailLinks.purpose }),
        writer.delete(throttles).where(lt(throttles.emptyAt, now)).returning({ key: throttles.key }),
        writer
          .delete(sends)
          .where(lt(sends.at, now - SENDS_KEPT))
          .returning({ id: sends.id }),
        writer
          .delete(setUpTokens)
          .where(lt(setUpTokens.expiresAt, now))
          .returning({ expiresAt: setUpTokens.expiresAt }),
        writer
          .delete(sessions)
          .where(
            or(
              lt(sessions.expiresAt, now - EXPIRED_CREDENTIALS_KEPT),
              and(lt(sessions.expiresAt, now), isNull(sessions.accessKeyId)),
              and(lt(sessions.lastSeenAt, now - SESSION_IDLE), isNull(sessions.accessKeyId)),
            ),
          )
          .returning({ id: sessions.id }),
        // A receiver that is down for days is tried so seldom that some of its events would never be given up.
        writer
          .delete(webhookDeliveries)
          .where(lt(webhookDeliveries.createdAt, now - DELIVERIES_KEPT))
          .returning({ id: webhookDeliveries.id }),
      ]);
    },
  });
}

/**
 * Whatever the engine throws means that nothing was decided. The engine's message is kept as the cause's name
 * only: drizzle's own messages quote the parameters, and those hold hashes and sealed seeds.
 */
function unavailableWhenItFails(store: Store): Store {
  const guarded = Object.entries(store).map(([verb, call]) => [
    verb,
    async (...parameters: unknown[]) => {
      try {
        return await (call as (...parameters: unknown[]) => unknown)(...parameters);
      } catch (error) {
        if (isMistake(error)) throw error;
        throw new StoreUnavailable(`${verb}: ${reasonOf(error)}`);
      }
    },
  ]);
  return Object.fromEntries(guarded);
}

/** A bug of ours is not a store that is away; a connection that is closed is. */
function isMistake(error: unknown): boolean {
  if (error instanceof RangeError) return true;
  return error instanceof TypeError && !error.message.includes('connection is not open');
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error) || cause instanceof DrizzleQueryError) return 'query failed';
  return 'code' in cause ? String(cause.code) : cause.message.slice(0, 200);
}
