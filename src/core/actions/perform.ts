import { refusal, success } from '../audit/event.ts';
import { comparable, userArn } from '../identifiers.ts';
import { composeNotice } from '../notices/notice.ts';
import { arnOf, type Person } from '../people/person.ts';
import { decide, type Resource, wantsProof } from '../policy/decide.ts';
import { hasAllRights, mayDo } from '../policy/identity-policies.ts';
import { type Authority, authorityId, isLongTermKey, type Principal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { Action, ActionContext, Upload } from './action.ts';

/**
 * Runs one action for whoever asks: find the person it is about, pass the gate, handle. `input` has been
 * validated against the action's schema. The person is looked up before the gate, because policies name users with
 * their paths; a caller who may not act on a name is refused alike whether there is such a user or not.
 */
export async function perform(
  context: Context,
  action: Action,
  principal: Principal,
  input: Record<string, unknown>,
  upload?: Upload,
): Promise<unknown | Refusal> {
  const { person } = principal;
  const resource = await resourceOf(context, action, person, input);
  const { is, target, arn } = resource;
  const authority = authorityOf(action, principal, resource);
  const subject = {
    accountId: person.accountId,
    actorId: person.id,
    authority,
    resource: is === 'account' ? arnOf(person) : arn,
  };
  const refused = async (why: Refusal) => {
    await context.store.record(refusal(context, action.name, subject, why.reason));
    return why;
  };

  const denied = decide(principal, action, resource, context);
  if (denied !== undefined && (denied.reason !== 'StepUpRequired' || action.repeats === undefined)) {
    await refused(denied);
    const hidden = is === 'other' && denied.reason === 'AccessDenied';
    return (hidden && action.holder?.missing(input)) || denied;
  }
  if (target === undefined) return action.holder?.missing(input) ?? noSuchUser(String(nameIn(action, input)));
  const inContext: ActionContext = {
    ...context,
    principal,
    target,
    upload,
    get allRights() {
      return hasAllRights(principal, context);
    },
    may: (name, arn) => mayDo(principal, name, arn, context),
    mayTo: other => mayTo(context, action, principal, other),
    audit: (changed, notice) => ({
      ...success(context, action.name, { ...subject, resource: changed ?? arnOf(target) }),
      notice: notice === undefined ? undefined : composeNotice(context, target, person, notice),
    }),
  };
  if (denied !== undefined) {
    return (await action.repeats?.(inContext, input)) ? {} : refused(denied);
  }
  const result = await action.handle(inContext, input);
  if (!(result instanceof Refusal)) return result;
  await refused(result);
  // What the request rested on may have ended while the action ran; then that is the reason behind whatever it saw.
  return wantsProof(action, is) ? reasonBehind(context, authority, result) : result;
}

/** The same action, at the same gate, about somebody else; nobody but the owner acts on the owner. */
function mayTo(context: Context, action: Action, principal: Principal, other: Person): boolean {
  if (other.id === principal.person.id) return true;
  if (other.kind === 'owner' || other.accountId !== principal.person.accountId) return false;
  const resource = { is: 'other', arn: arnOf(other), target: other } as const;
  return decide(principal, { ...action, reach: 'self' }, resource, context) === undefined;
}

async function reasonBehind({ store, now }: Context, authority: Authority, seen: Refusal): Promise<Refusal> {
  if (await store.mayChange(authority, now)) return seen;
  // A new proof does not help against somebody who changed the rights of whom it is about.
  const ownRightHolds = await store.mayChange({ ...authority, over: undefined }, now);
  return refuse(ownRightHolds ? 'ConcurrentModification' : 'StepUpRequired');
}

async function resourceOf(
  { store }: Context,
  action: Action,
  caller: Person,
  input: Record<string, unknown>,
): Promise<Resource> {
  const named = await action.resource?.(input, caller, store);
  if (action.holder !== undefined) {
    const found = await action.holder.find(store, input);
    const target = found?.accountId === caller.accountId ? found : undefined;
    if (target?.id === caller.id) return { is: 'self', target: caller, arn: arnOf(caller) };
    return { is: 'other', target, arn: target === undefined ? '*' : arnOf(target), shown: '*' };
  }
  const typed = typeof input.SerialNumber === 'string' ? input.SerialNumber : named;
  if (action.about === 'account') {
    return { is: 'account', target: caller, arn: named ?? '*', ...(typed !== undefined && { shown: typed }) };
  }
  const asked = nameIn(action, input);
  const name = asked === undefined ? undefined : comparable(asked);
  if (name === undefined || (caller.userName !== undefined && comparable(caller.userName) === name)) {
    return { is: 'self', target: caller, arn: named ?? arnOf(caller) };
  }
  const target = await store.findUser(caller.accountId, name);
  const shown = userArn(caller.accountId, '/', String(asked));
  return { is: 'other', target, arn: named ?? (target === undefined ? shown : arnOf(target)), shown };
}

function nameIn(action: Action, input: Record<string, unknown>): string | undefined {
  if (action.subject !== undefined) return action.subject(input);
  return typeof input.UserName === 'string' ? input.UserName : undefined;
}

function authorityOf(action: Action, principal: Principal, { is, target }: Resource): Authority {
  return {
    by: principal.by,
    id: authorityId(principal),
    policyVersion: action.service === 'sts' ? undefined : principal.person.policyVersion,
    over: is === 'other' ? target : undefined,
    ...(is === 'self' &&
      action.proof === 'fresh' &&
      isLongTermKey(principal) && { deviceless: true as const }),
    proven: wantsProof(action, is),
    orRecovered: action.whileRecovered === true && is !== 'other',
  };
}

export function noSuchUser(name: string): Refusal {
  return refuse('NoSuchEntity', {
    message: 'There is no user of that name.',
    known: `The user with name ${name} cannot be found.`,
  });
}
