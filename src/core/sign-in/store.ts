import type { AuditEvent } from '../audit/event.ts';
import type { Proof } from '../devices/proof.ts';
import type { Awaitable } from '../ports.ts';
import type { Amr, NewSession } from '../session/session.ts';
import type { Flow, OpenFlow } from './flow.ts';

/** Where a proof takes a flow: to its end and a session, or on to the new password that is due. */
export type FlowOutcome =
  | { readonly to: 'session'; readonly session: NewSession }
  | { readonly to: 'new-password'; readonly amr: readonly Amr[]; readonly deviceId: string };

export interface FlowStore {
  openFlow(flow: Flow, audit: AuditEvent | undefined): Awaitable<void>;
  /** An open flow that has not expired, of a person who may sign in. */
  findFlow(tokenHash: string, now: number): Awaitable<OpenFlow | undefined>;
  /** True while a passkey flow is open. */
  passkeyFlowIsOpen(tokenHash: string, now: number): Awaitable<boolean>;
  /**
   * Spends the proof, moves the flow and opens the session, all or nothing. False when the proof was spent
   * already, the flow was finished or has expired, or the person was disabled meanwhile.
   */
  advanceFlow(
    flow: Pick<Flow, 'tokenHash' | 'state'>,
    personId: string,
    proof: Proof,
    outcome: FlowOutcome,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** Sets the own password in place of the initial one, ends the flow, opens the session. */
  finishWithNewPassword(
    tokenHash: string,
    replaces: string,
    phc: string,
    session: NewSession,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  cancelFlow(tokenHash: string): Awaitable<void>;
}
