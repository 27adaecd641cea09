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
  /** Opens a flow on a password that was right. False when meanwhile it was changed or the person disabled. */
  openFlow(flow: Flow & { readonly personId: string }, phc: string, audit: AuditEvent): Awaitable<boolean>;
  openPasskeyFlow(flow: Flow): Awaitable<void>;
  /** An open flow that has not expired, of a person who may sign in. */
  findFlow(tokenHash: string, now: number): Awaitable<OpenFlow | undefined>;
  /** Counts a submission; false when the flow is not open or had too many ({@link FLOW_ATTEMPTS}). */
  takeFlowAttempt(tokenHash: string, now: number): Awaitable<boolean>;
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
  /**
   * Sets the own password in place of the initial one and opens the session; all other flows and sessions of the
   * person end. False when the initial password is not the one of this flow any more, or when the devices changed:
   * one that the flow did not ask for, or the one that it asked for gone.
   */
  finishWithNewPassword(
    tokenHash: string,
    replaces: string,
    phc: string,
    session: NewSession,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  cancelFlow(tokenHash: string): Awaitable<void>;
}
