import type { Account } from '../account/account.ts';
import { refusal, success } from '../audit/event.ts';
import { comparable } from '../identifiers.ts';
import { normalized } from '../password/rules.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { newSession } from '../session/open.ts';
import { networkOf } from '../throttle/network.ts';
import { checkPassword, ownerCounter, userCounter } from './check-password.ts';
import { FLOW_LIFETIME } from './flow.ts';
import type { PasswordInput } from './input.ts';
import { listDevices, type SignInStep } from './step.ts';
import { findAccount, findPerson } from './who.ts';

const EVENT = 'SignIn.Password';

/** The first factor. Whatever is wrong with name or password, the answer is the same and takes as long. */
export async function submitPassword(context: Context, input: PasswordInput): Promise<SignInStep | Refusal> {
  const { now, store } = context;
  const account = await findAccount(context, input);
  const person = await findPerson(context, input, account);
  const right = await checkPassword(context, counterOf(input, account), person?.password, input.password);
  if (right instanceof Refusal) return right;
  const subject = { accountId: person?.accountId, actorId: person?.id };
  const wrong = reasonAgainst(person, right, now);
  if (person?.password === undefined || wrong !== undefined) {
    await store.record(refusal(context, EVENT, subject, wrong ?? 'no password'));
    return refuse('SignInRefused');
  }
  const phc = person.password;

  const devices = await store.devicesOf(person.id);
  if (devices.length === 0 && person.passwordState === 'own') {
    const { token, session } = await newSession(context, person.id, 'password', ['pwd'], undefined);
    const opened = await store.openPasswordSession(
      session,
      phc,
      success(context, EVENT, { ...subject, resource: session.id }),
    );
    if (!opened) return refuse('SignInRefused');
    await renewHash(context, person.id, phc, input.password);
    return { step: { next: 'signed-in' }, sessionToken: token };
  }

  const token = context.random.token();
  const flow = {
    tokenHash: await context.digest.sha256(token),
    state: devices.length > 0 ? 'mfa' : 'new-password',
    personId: person.id,
    amr: ['pwd'],
    deviceId: undefined,
    expiresAt: now + FLOW_LIFETIME,
  } as const;
  if (!(await store.openFlow(flow, phc, success(context, EVENT, subject)))) return refuse('SignInRefused');
  await renewHash(context, person.id, phc, input.password);
  return flow.state === 'mfa'
    ? { step: { next: 'mfa', devices: listDevices(devices) }, flowToken: token }
    : { step: { next: 'new-password' }, flowToken: token };
}

/** One counter for all spellings of a name, and of the account before it (B12). */
function counterOf(input: PasswordInput, account: Account | undefined): string {
  return input.as === 'owner'
    ? ownerCounter(input.email)
    : userCounter(account?.id ?? comparable(input.account ?? ''), input.userName);
}

function reasonAgainst(person: Person | undefined, right: boolean, now: number): string | undefined {
  if (person === undefined) return 'unknown name';
  if (!right) return 'wrong password';
  if (person.disabledAt !== undefined) return 'disabled';
  if (person.passwordExpiresAt !== undefined && person.passwordExpiresAt <= now)
    return 'initial password expired';
  return undefined;
}

async function renewHash(
  { passwords, store, caller }: Context,
  personId: string,
  phc: string,
  password: string,
): Promise<void> {
  if (passwords.outdated(phc))
    await store.rehash(personId, phc, await passwords.hash(normalized(password), networkOf(caller.address)));
}
