import type { AuditEvent } from '../audit/event.ts';
import { composeNotice } from '../notices/notice.ts';
import type { ActionContext } from './action.ts';

/** What was done to the account, told to its owner, who may not have done it. */
export async function reportToOwner(context: ActionContext, notice: string): Promise<AuditEvent> {
  const { store, audit, principal } = context;
  const event = audit(principal.account.id);
  const owner = await store.ownerOf(principal.account.id);
  return owner === undefined
    ? event
    : { ...event, notice: composeNotice(context, owner, principal.person, notice) };
}
