import * as z from 'zod';
import { type AuditEvent, success } from '../audit/event.ts';
import { comparable } from '../identifiers.ts';
import { composeNotice, type Notice } from '../notices/notice.ts';
import { arnOf, type Person } from '../people/person.ts';
import type { NewPassword } from '../people/store.ts';
import type { Awaitable, Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** What was taken away. */
export interface BrokenGlass {
  readonly devices: readonly {
    readonly serialNumber: string;
    readonly kind: 'virtual' | 'hardware' | 'fido';
  }[];
  readonly sessions: number;
  readonly signIns: number;
  readonly recoveries: number;
  readonly apiKeys: number;
}

/** What the owner gets back with it. */
export interface Opening {
  /** An initial one. Without it a person who is disabled stays so. */
  readonly password: NewPassword | undefined;
  /** The address to sign in with, as `comparable()` makes it. */
  readonly email: string | undefined;
}

export interface BreakGlassStore {
  /**
   * Takes the owner's devices: virtual and FIDO devices are gone, tokens go back into the inventory with the codes that
   * were used. Ends sessions, flows, recoveries and their "this was not me", mailed links, calls and API keys, and lets
   * the owner sign in and recover again. Undefined, and nothing is done, when the owner is disabled and gets no password,
   * or somebody else has the address.
   */
  breakGlass(ownerId: string, opening: Opening, audit: AuditEvent): Awaitable<BrokenGlass | undefined>;
}

export const BREAK_GLASS = 'BreakGlass';

/** What the audit log keeps: one row each, with the reason in all of them. */
export function breakGlassEvents({ password, email }: Opening): string[] {
  return [
    BREAK_GLASS,
    ...(password === undefined ? [] : [`${BREAK_GLASS}.NewPassword`]),
    ...(email === undefined ? [] : [`${BREAK_GLASS}.NewAddress`]),
  ];
}

export function breakGlassSentence({ password, email }: Opening): string {
  return [
    'All MFA devices of the owner were deactivated by the operator of this gateway.',
    ...(password === undefined ? [] : ['The owner may sign in with an initial password.']),
    ...(email === undefined ? [] : ['The address to sign in with was changed.']),
  ].join(' ');
}

/** It goes into the audit log: one line, nothing that nobody sees. */
export const breakGlassReason = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u, 'Write 1 to 200 characters in one line.');

/**
 * For an owner who lost every device and cannot be reached by mail and phone (rows S1-24, S1-25, S2-59). Being on the
 * machine is the proof, as for everything there; that it was done is told to every address, the one before included,
 * and its reason kept. Without a new password the old one stays: whoever is let in again still has to know it. It never
 * stays with an owner whom "this was not me" shut out: whoever came in may have set it. `account`: id, alias, or the
 * owner's address.
 */
export async function breakGlass(
  context: Context,
  account: string,
  reason: string,
  opening: Opening,
): Promise<(BrokenGlass & { readonly accountId: string }) | Refusal> {
  const owner = await findOwner(context, account);
  if (owner === undefined) return refuse('NoSuchEntity', { message: 'There is no such account.' });
  const { accountId } = owner;
  const broken = await context.store.breakGlass(owner.id, opening, {
    ...success(context, BREAK_GLASS, { accountId, resource: arnOf(owner) }),
    reason,
    notice: noticeOf(context, owner, opening),
  });
  return broken === undefined ? whyNot(context, owner, opening) : { accountId, ...broken };
}

/** Asked afterwards: the statements have decided. */
async function whyNot({ store }: Context, { accountId }: Person, { password }: Opening): Promise<Refusal> {
  const owner = await store.ownerOf(accountId);
  return owner?.disabledAt !== undefined && password === undefined
    ? refuse('AccessDenied', { message: SHUT_OUT })
    : refuse('EntityAlreadyExists', { message: 'Somebody else has this e-mail address.' });
}

const SHUT_OUT =
  'The owner is disabled: somebody said that a sign-in was not theirs, and whoever came in may have set the password. Give the owner a new one: --new-password';

/** The address before and the new one: the two may be in different hands. */
function noticeOf(context: Context, owner: Person, opening: Opening): Notice {
  const sentence = breakGlassSentence(opening);
  const notice = composeNotice(context, owner, undefined, sentence);
  const { email } = opening;
  if (email === undefined) return notice;
  const after = { ...owner, email, contactEmail: undefined };
  const told = new Set(notice.mails.map(({ to }) => to));
  const more = composeNotice(context, after, undefined, sentence).mails.filter(({ to }) => !told.has(to));
  return { ...notice, mails: [...notice.mails, ...more] };
}

async function findOwner({ store }: Context, named: string): Promise<Person | undefined> {
  if (named.includes('@')) return store.findOwner(comparable(named));
  const account = await store.findAccount(named);
  return account && store.ownerOf(account.id);
}
