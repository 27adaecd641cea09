import { type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { Authority } from '../../core/policy/principal.ts';
import { PROOF_LIFETIME, RECOVERED_PROOF_LIFETIME, SESSION_IDLE } from '../../core/session/session.ts';
import { accessKeys, apiKeys, devices, flows, people, sessions } from './schema.ts';

/**
 * Whether what a change rests on still holds, asked by the change's own statement: between the gate and the commit
 * lie a password hash and other people's requests. A session must exist and be in use, and where that was asked be proved
 * freshly, at level `mfa` if its person has a device by now; a key must exist and be active; a flow must still wait for its
 * second factor; and the policies, those that allowed it and those of whom it is about, must be the ones that were
 * looked at; a long-term key's own person must still have no device, where that was why. A change without an authority is the operator's, on the host.
 */
export function permitted({ authority, at }: Pick<AuditEvent, 'authority' | 'at'>): SQL {
  if (authority === undefined) return sql`1 = 1`;
  const { policyVersion, over, deviceless } = authority;
  const alone = deviceless
    ? sql`not exists (select 1 from ${devices} where ${devices.personId} = ${people.id})`
    : sql`1 = 1`;
  const same =
    policyVersion === undefined
      ? sql`1 = 1`
      : sql`(${people.kind} = 'owner' or ${people.policyVersion} = ${policyVersion})`;
  const allowed = sql`exists (select 1 from ${people} where ${people.disabledAt} is null and ${held(authority, at)} and ${same} and ${alone})`;
  if (over === undefined) return allowed;
  return sql`(${allowed} and exists (select 1 from ${people} where ${people.id} = ${over.id} and ${people.policyVersion} = ${over.policyVersion}))`;
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
    // Of a program nobody wants a fresh proof: its credentials end by themselves, and policies can ask how old the proof is.
    case 'session-credentials':
      return sql`${people.id} = (select ${sessions.personId} from ${sessions} where ${sessions.id} = ${id} and ${sessions.accessKeyId} is not null and ${sessions.expiresAt} > ${at} and ${sessions.level} = 'mfa')`;
    case 'access-key':
      return sql`${people.id} = (select ${accessKeys.personId} from ${accessKeys} where ${accessKeys.id} = ${id} and ${accessKeys.status} = 'Active')`;
    case 'api-key':
      return sql`${people.id} = (select ${apiKeys.personId} from ${apiKeys} where ${apiKeys.id} = ${id})`;
    case 'flow':
      return sql`${people.id} = (select ${flows.personId} from ${flows} where ${flows.tokenHash} = ${id} and ${flows.state} = 'mfa' and ${flows.expiresAt} > ${at})`;
  }
}
