import type { Notice } from '../notices/notice.ts';
import type { Authority } from '../policy/principal.ts';
import type { Context } from '../ports.ts';

/** One row of the audit log: who did what to what, how it ended, and the reason that the answer did not tell. */
export interface AuditEvent {
  readonly at: number;
  readonly accountId: string | undefined;
  /** The person who acts, where known. */
  readonly actorId: string | undefined;
  /** What the change rests on: it is stored only while that holds. Undefined for the operator on the host. */
  readonly authority: Authority | undefined;
  /** An action of the table or a step of sign-in: `SignIn.Password`, `EnableMFADevice`. */
  readonly event: string;
  /** Serial number, user ARN or session id that was acted on. */
  readonly resource: string | undefined;
  readonly outcome: 'success' | 'refused';
  /** Why it was refused, for the reader of the log only. Never a code, a password or a token. */
  readonly reason: string | undefined;
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string;
  /** Goes out when the event is stored, and only then. */
  readonly notice: Notice | undefined;
}

export interface AuditSubject {
  readonly accountId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly resource?: string | undefined;
  readonly authority?: Authority | undefined;
}

/** An event of this request that succeeded; stored in the same batch as what it reports. */
export function success(context: Context, event: string, subject: AuditSubject): AuditEvent {
  return of(context, event, subject, 'success', undefined);
}

export function refusal(context: Context, event: string, subject: AuditSubject, reason: string): AuditEvent {
  return of(context, event, subject, 'refused', reason);
}

function of(
  { now, caller }: Context,
  event: string,
  subject: AuditSubject,
  outcome: AuditEvent['outcome'],
  reason: string | undefined,
): AuditEvent {
  return {
    at: now,
    accountId: subject.accountId,
    actorId: subject.actorId,
    authority: subject.authority,
    event,
    resource: subject.resource,
    outcome,
    reason,
    requestId: caller.requestId,
    address: caller.address,
    userAgent: caller.userAgent,
    notice: undefined,
  };
}
