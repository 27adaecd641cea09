import * as z from 'zod';
import { success } from '../audit/event.ts';
import { comparable, newAccountId, newUniqueId, OWNER_ID } from '../identifiers.ts';
import { accountAlias, email, phone, token } from '../inputs.ts';
import { checkNewPassword, normalized } from '../password/rules.ts';
import { type Person, phoneContext, UNREACHED } from '../people/person.ts';
import { bytesOf } from '../phone/sealed.ts';
import { NO_POLICIES } from '../policy/policies.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { newSession } from '../session/open.ts';
import { networkOf } from '../throttle/network.ts';
import { type Account, MAX_DEVICES_PER_PERSON, RECOVERY_DEFAULTS } from './account.ts';
import type { NewAccount } from './store.ts';

const ownerInput = {
  email,
  password: z.string().max(1024),
  phone,
  alias: accountAlias.optional(),
};
export const newAccountInput = z.strictObject(ownerInput);
export const setUpInput = z.strictObject({ token, ...ownerInput });
export const setUpCheckInput = z.strictObject({ token });

type NewAccountInput = z.output<typeof newAccountInput>;

/** A set-up link waits this long for its one use, milliseconds. */
export const SET_UP_LIFETIME = 24 * 3_600_000;

/** Makes the one-time token that a set-up link carries; an earlier one ends. */
export async function issueSetUpToken({
  now,
  random,
  digest,
  store,
}: Pick<Context, 'now' | 'random' | 'digest' | 'store'>): Promise<string> {
  const token = random.token();
  await store.putSetUpToken(await digest.sha256(token), now + SET_UP_LIFETIME);
  return token;
}

export async function checkSetUpToken(
  { store, digest, now }: Context,
  token: string,
): Promise<Record<never, never> | Refusal> {
  return (await store.setUpTokenIsValid(await digest.sha256(token), now)) ? {} : refuse('SetUpLinkInvalid');
}

/** The set-up page: account and owner, who is signed in at once, to assign the first device. */
export async function setUp(
  context: Context,
  { token, ...input }: z.output<typeof setUpInput>,
): Promise<{ accountId: string; sessionToken: string } | Refusal> {
  const { store, digest, now } = context;
  const tokenHash = await digest.sha256(token);
  // Before the password is hashed: nobody makes the gateway work without a link.
  if (!(await store.setUpTokenIsValid(tokenHash, now))) return refuse('SetUpLinkInvalid');
  const created = await newAccount(context, input);
  if (created instanceof Refusal) return created;
  const opened = await newSession(context, created.owner.id, 'password', ['pwd'], undefined);
  const done = await store.setUp(tokenHash, created, opened.session, createdEvent(context, created), now);
  if (done) return { accountId: created.account.id, sessionToken: opened.token };
  return (await store.setUpTokenIsValid(tokenHash, now)) ? alreadyExists() : refuse('SetUpLinkInvalid');
}

/** The command line on the host, where being there is the proof. */
export async function createAccount(
  context: Context,
  input: NewAccountInput,
): Promise<{ accountId: string } | Refusal> {
  const created = await newAccount(context, input);
  if (created instanceof Refusal) return created;
  const done = await context.store.createAccount(created, createdEvent(context, created));
  return done ? { accountId: created.account.id } : alreadyExists();
}

function alreadyExists(): Refusal {
  return refuse('EntityAlreadyExists', {
    message: 'An account with this alias or e-mail address exists already.',
  });
}

function createdEvent(context: Context, { account, owner }: NewAccount) {
  return success(context, 'CreateAccount', {
    accountId: account.id,
    actorId: owner.id,
    resource: account.id,
  });
}

async function newAccount(context: Context, input: NewAccountInput): Promise<NewAccount | Refusal> {
  const { now, random, seal, passwords, caller } = context;
  const unacceptable = checkNewPassword(input.password, [input.email]);
  if (unacceptable !== undefined) return unacceptable;
  const account: Account = {
    id: newAccountId(random),
    alias: input.alias,
    requireMfa: 'optional',
    devicesPerPerson: MAX_DEVICES_PER_PERSON,
    ...RECOVERY_DEFAULTS,
    createdAt: now,
  };
  const owner: Person = {
    id: newUniqueId(OWNER_ID, random),
    accountId: account.id,
    kind: 'owner',
    userName: undefined,
    email: comparable(input.email),
    path: '/',
    password: await passwords.hash(normalized(input.password), networkOf(caller.address)),
    passwordState: 'own',
    passwordExpiresAt: undefined,
    passwordLastUsed: undefined,
    ...UNREACHED,
    policies: NO_POLICIES,
    policyVersion: 0,
    mfaRequired: false,
    userHandle: random.token(),
    disabledAt: undefined,
    createdAt: now,
  };
  return { account, owner, sealedPhone: await seal.seal(bytesOf(input.phone), phoneContext(owner.id)) };
}
