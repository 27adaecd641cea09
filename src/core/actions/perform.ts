import { refusal, success } from '../audit/event.ts';
import { comparable } from '../identifiers.ts';
import { arnOf, type Person } from '../people/person.ts';
import { decide } from '../policy/decide.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { Principal } from '../session/session.ts';
import type { Action, ActionContext } from './action.ts';

/**
 * Runs one action for whoever asks: find the person it is about, pass the gate, handle. `input` has been
 * validated against the action's schema. A name that a caller may not act on is refused before it is looked
 * up, so that nobody learns which users exist.
 */
export async function perform(
  context: Context,
  action: Action,
  principal: Principal,
  input: Record<string, unknown>,
): Promise<unknown | Refusal> {
  const { person } = principal;
  const named =
    action.about === 'person' && typeof input.UserName === 'string' ? comparable(input.UserName) : undefined;
  const isSelf =
    named === undefined || (person.userName !== undefined && comparable(person.userName) === named);
  const subject = {
    accountId: person.accountId,
    actorId: person.id,
    sessionId: principal.session.id,
    resource: isSelf ? arnOf(person) : named,
  };

  const resource = action.about === 'account' ? 'account' : isSelf ? 'self' : 'other';
  const denied = decide(principal, action, resource, context.now);
  if (denied !== undefined && (denied.reason !== 'StepUpRequired' || action.repeats === undefined)) {
    await context.store.record(refusal(context, action.name, subject, denied.reason));
    return denied;
  }
  const target: Person | undefined = isSelf ? person : await context.store.findUser(person.accountId, named);
  if (target === undefined) return noSuchUser();
  const inContext: ActionContext = {
    ...context,
    principal,
    target,
    audit: changed => success(context, action.name, { ...subject, resource: changed ?? arnOf(target) }),
  };
  if (denied !== undefined) {
    if (await action.repeats?.(inContext, input)) return {};
    await context.store.record(refusal(context, action.name, subject, denied.reason));
    return denied;
  }
  const result = await action.handle(inContext, input);
  if (!(result instanceof Refusal)) return result;
  await context.store.record(refusal(context, action.name, subject, result.reason));
  // A session that ended or fell behind while the action ran is the reason behind whatever the handler saw.
  const permitted =
    action.proof === 'session' || (await context.store.mayChange(principal.session.id, context.now));
  return permitted ? result : refuse('StepUpRequired');
}

function noSuchUser(): Refusal {
  return refuse('NoSuchEntity', { message: 'There is no user of that name.' });
}
