import { type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { Authority } from '../../core/policy/principal.ts';
import { PROOF_LIFETIME, RECOVERED_PROOF_LIFETIME, SESSION_IDLE } from '../../core/session/session.ts';
import { apiKeys, devices, flows, people, sessions } from './schema.ts';

/**
 * Whether what a change rests on still holds, asked by the change's own statement: between the gate and the commit
 * lie a password hash and other people's requests. A session must exist and be in use, and where that was asked be proved
 * freshly, at level `mfa` if its person has a device by now; a key must exist; a flow must still wait for its second factor; and whoever
 * acts on others must still be allowed to. A change without an authority is the operator's, on the host.
 */
export function permitted({ authority, at }: Pick<AuditEvent, 'authority' | 'at'>): SQL {
  if (authority === undefined) return sql`1 = 1`;
  return sql`exists (select 1 from ${people} where ${people.disabledAt} is null and ${held(authority, at)}
    and ${authority.asAdministrator ? sql`(${people.kind} = 'owner' or ${people.administrator})` : sql`1 = 1`})`;
}

/** The freshest and best proof that the session's person can show now, about the row of `sessions` around it. */
function proof(orRecovered: boolean, at: number): SQL {
  const deviceless = sql`not exists (select 1 from ${devices} where ${devices.personId} = ${sessions.personId})`;
  const best = sql`(${sessions.level} = 'mfa' or (${sessions.level} = 'password' and ${deviceless}))`;
  const recovered = orRecovered
    ? sql`${sessions.level} = 'recovered' and ${sessions.provedAt} > ${at - RECOVERED_PROOF_LIFETIME}`
    : sql`1 = 0`;
  return sql`((${best} and ${sessions.provedAt} > ${at - PROOF_LIFETIME}) or (${recovered}))`;
}

/** About the row of `people` around it. */
function held({ by, id, proven, orRecovered }: Authority, at: number): SQL {
  switch (by) {
    case 'session':
      return sql`${people.id} = (select ${sessions.personId} from ${sessions} where ${sessions.id} = ${id} and ${sessions.expiresAt} > ${at} and ${sessions.lastSeenAt} > ${at - SESSION_IDLE}
        and ${proven ? proof(orRecovered, at) : sql`1 = 1`})`;
    case 'api-key':
      return sql`${people.id} = (select ${apiKeys.personId} from ${apiKeys} where ${apiKeys.id} = ${id})`;
    case 'flow':
      return sql`${people.id} = (select ${flows.personId} from ${flows} where ${flows.tokenHash} = ${id} and ${flows.state} = 'mfa' and ${flows.expiresAt} > ${at})`;
  }
}
