import * as z from 'zod';
import { type AuditEvent, success } from '../audit/event.ts';
import { comparable } from '../identifiers.ts';
import { composeNotice } from '../notices/notice.ts';
import { arnOf, type Person } from '../people/person.ts';
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

export interface BreakGlassStore {
  /**
   * Takes the owner's devices: virtual and FIDO devices are gone, tokens go back into the inventory with the codes that
   * were used. Ends sessions, flows, recoveries, mailed links, calls and API keys, and lets the owner recover again.
   */
  breakGlass(ownerId: string, audit: AuditEvent): Awaitable<BrokenGlass>;
}

export const BREAK_GLASS = 'BreakGlass';
export const BREAK_GLASS_SENTENCE =
  'All MFA devices of the owner were deactivated by the operator of this gateway.';

/** It goes into the audit log: one line, nothing that nobody sees. */
export const breakGlassReason = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u, 'Write 1 to 200 characters in one line.');

/**
 * For an owner who lost every device and cannot be reached by mail and phone (rows S1-24, S1-25, S2-59). Being on the
 * machine is the proof, as for everything there; that it was done is told to every address, and its reason kept. The
 * password stays: whoever is let in again still has to know it. `account`: id, alias, or the owner's address.
 */
export async function breakGlass(
  context: Context,
  account: string,
  reason: string,
): Promise<(BrokenGlass & { readonly accountId: string }) | Refusal> {
  const owner = await findOwner(context, account);
  if (owner === undefined) return refuse('NoSuchEntity', { message: 'There is no such account.' });
  const { accountId } = owner;
  const broken = await context.store.breakGlass(owner.id, {
    ...success(context, BREAK_GLASS, { accountId, resource: arnOf(owner) }),
    reason,
    notice: composeNotice(context, owner, undefined, BREAK_GLASS_SENTENCE),
  });
  return { accountId, ...broken };
}

async function findOwner({ store }: Context, named: string): Promise<Person | undefined> {
  if (named.includes('@')) return store.findOwner(comparable(named));
  const account = await store.findAccount(named);
  return account && store.ownerOf(account.id);
}
