import type { Context } from '../ports.ts';

/** One row of the audit log: who did what to what, how it ended, and the reason that the answer did not tell. */
export interface AuditEvent {
  readonly at: number;
  readonly accountId: string | undefined;
  /** The person who acts, where known. */
  readonly actorId: string | undefined;
  /** The session that acts; a change is stored only while that session may still make it. */
  readonly sessionId: string | undefined;
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
}

export interface AuditSubject {
  readonly accountId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly resource?: string | undefined;
  readonly sessionId?: string | undefined;
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
    sessionId: subject.sessionId,
    event,
    resource: subject.resource,
    outcome,
    reason,
    requestId: caller.requestId,
    address: caller.address,
    userAgent: caller.userAgent,
  };
}
