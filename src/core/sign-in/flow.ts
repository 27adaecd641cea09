import type { Device } from '../devices/device.ts';
import type { Person } from '../people/person.ts';
import type { Amr } from '../session/session.ts';

/** One attempt to sign in, held here and bound to the browser by a cookie. */
export interface Flow {
  readonly tokenHash: string;
  readonly state: FlowState;
  /** Undefined in state `passkey`: the passkey will tell. */
  readonly personId: string | undefined;
  readonly amr: readonly Amr[];
  readonly deviceId: string | undefined;
  readonly expiresAt: number;
}

/** What the flow waits for. */
export type FlowState = 'mfa' | 'passkey' | 'new-password';

/** An open flow with its person and the person's devices. */
export interface OpenFlow {
  readonly flow: Flow;
  readonly person: Person;
  readonly devices: readonly Device[];
}

/** Submissions in one flow, right or wrong: enough for every mistyping, too few to fill the audit log or the hash line. */
export const FLOW_ATTEMPTS = 20;

/** From the first factor to the session, milliseconds. */
export const FLOW_LIFETIME = 10 * 60_000;
