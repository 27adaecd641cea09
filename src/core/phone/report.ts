import { type AuditEvent, refusal, success } from '../audit/event.ts';
import { composeNotice } from '../notices/notice.ts';
import { arnOf } from '../people/person.ts';
import { administers } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import type { OnLine } from './store.ts';

/**
 * What a call came to, for the audit log; with a sentence, for the person too. Each kind of end has a name of its own, and
 * so an allowance of notices of its own: no flood of failures hides a number that was changed.
 */
export function failureOf(
  context: Context,
  { person, starter }: OnLine,
  reason: string,
  sentence?: string,
): AuditEvent {
  const { accountId } = person;
  const event = refusal(
    context,
    `Phone.${reason}`,
    { accountId, actorId: starter.id, resource: arnOf(person) },
    reason,
  );
  if (sentence === undefined) return event;
  return { ...event, notice: composeNotice(unlocated(context), person, starter, sentence) };
}

/**
 * Somebody proved that he answers. To set a number rests on the session that began it, which is asked again as the number
 * is stored: it may have ended, or its person may administer nothing any more.
 */
export function successOf(context: Context, onLine: OnLine, sentence: string | undefined): AuditEvent {
  const { challenge, person, starter } = onLine;
  const authority =
    challenge.purpose === 'recovery'
      ? undefined
      : {
          by: 'session' as const,
          id: challenge.boundTo,
          // Where he may not (any more), a version that there never is.
          policyVersion: person.id === starter.id || administers(starter) ? starter.policyVersion : -1,
          over: undefined,
          proven: true,
          orRecovered: false,
        };
  const subject = {
    accountId: person.accountId,
    actorId: starter.id,
    resource: arnOf(person),
    authority,
  };
  const event = success(context, 'Phone.Verified', subject);
  if (sentence === undefined) return event;
  return { ...event, notice: composeNotice(unlocated(context), person, starter, sentence) };
}

/** A callback comes from the carrier's address: it would tell the person nothing. */
function unlocated(context: Context): Context {
  const nowhere = { address: '', place: undefined, userAgent: '' };
  return { ...context, caller: { ...context.caller, ...nowhere } };
}
