import { refusal, success } from '../audit/event.ts';
import { comparable } from '../identifiers.ts';
import { composeNotice } from '../notices/notice.ts';
import { arnOf, type Person } from '../people/person.ts';
import { decide, decideOnTarget, type Resource, wantsProof } from '../policy/decide.ts';
import { type Authority, authorityId, type Principal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { Action, ActionContext, Upload } from './action.ts';

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
  upload?: Upload,
): Promise<unknown | Refusal> {
  const { person } = principal;
  const named =
    action.about === 'person' && typeof input.UserName === 'string' ? comparable(input.UserName) : undefined;
  const isSelf =
    named === undefined || (person.userName !== undefined && comparable(person.userName) === named);
  const resource = action.about === 'account' ? 'account' : isSelf ? 'self' : 'other';
  const authority = authorityOf(action, principal, resource);
  const subject = {
    accountId: person.accountId,
    actorId: person.id,
    authority,
    resource: isSelf ? arnOf(person) : named,
  };

  const denied = decide(principal, action, resource, context.now);
  if (denied !== undefined && (denied.reason !== 'StepUpRequired' || action.repeats === undefined)) {
    await context.store.record(refusal(context, action.name, subject, denied.reason));
    return denied;
  }
  const target: Person | undefined = isSelf ? person : await context.store.findUser(person.accountId, named);
  if (target === undefined) return noSuchUser();
  const shielded = denied === undefined && resource === 'other' && decideOnTarget(principal, action, target);
  if (shielded) {
    await context.store.record(refusal(context, action.name, subject, shielded.reason));
    return shielded;
  }
  const inContext: ActionContext = {
    ...context,
    principal,
    target,
    upload,
    audit: (changed, notice, asAdministrator = authority.asAdministrator) => ({
      ...success(context, action.name, {
        ...subject,
        authority: { ...authority, asAdministrator },
        resource: changed ?? arnOf(target),
      }),
      notice: notice === undefined ? undefined : composeNotice(context, target, person, notice),
    }),
  };
  if (denied !== undefined) {
    if (await action.repeats?.(inContext, input)) return {};
    await context.store.record(refusal(context, action.name, subject, denied.reason));
    return denied;
  }
  const result = await action.handle(inContext, input);
  if (!(result instanceof Refusal)) return result;
  await context.store.record(refusal(context, action.name, subject, result.reason));
  // What the request rested on may have ended while the action ran; then that is the reason behind whatever it saw.
  const changes = wantsProof(action, resource);
  const stillMay = !changes || (await context.store.mayChange(authority, context.now));
  return stillMay ? result : refuse('StepUpRequired');
}

function authorityOf(action: Action, principal: Principal, resource: Resource): Authority {
  const { reach, whileRecovered = false } = action;
  return {
    by: principal.by,
    id: authorityId(principal),
    asAdministrator: resource === 'other' || reach === 'administrator' || reach === 'owner',
    proven: wantsProof(action, resource),
    orRecovered: whileRecovered && resource !== 'other',
  };
}

function noSuchUser(): Refusal {
  return refuse('NoSuchEntity', { message: 'There is no user of that name.' });
}
