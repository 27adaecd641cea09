import type { Account } from '../account/account.ts';
import { obstacleOf, type RecoveryObstacle } from '../policy/may-recover.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { OpenFlow } from '../sign-in/flow.ts';
import { openFlow, openFlowForSubmission } from '../sign-in/second-factor.ts';
import type { Recovery } from './recovery.ts';

/** A sign-in that waits for its second factor, and how far its way around it has come. */
export interface OpenRecovery extends OpenFlow {
  readonly account: Account;
  readonly recovery: Recovery | undefined;
  readonly obstacle: RecoveryObstacle | undefined;
}

/** For looking: it costs nothing. */
export async function findOpenRecovery(
  context: Context,
  flowToken: string | undefined,
): Promise<OpenRecovery | Refusal> {
  return complete(context, await openFlow(context, flowToken));
}

/** For a step: each is counted, as the submissions of a code are, and whoever may not recover gets no further. */
export async function openForStep(
  context: Context,
  flowToken: string | undefined,
): Promise<OpenRecovery | Refusal> {
  const open = await complete(context, await openFlowForSubmission(context, flowToken));
  if (open instanceof Refusal || open.obstacle === undefined) return open;
  return refuse('RecoveryNotOffered');
}

async function complete(context: Context, open: OpenFlow | Refusal): Promise<OpenRecovery | Refusal> {
  if (open instanceof Refusal) return open;
  const { store, now, sendsMail, phone } = context;
  const account = await store.findAccount(open.person.accountId);
  if (account === undefined) return refuse('FlowEnded');
  const { person } = open;
  const obstacle = obstacleOf({ person, account, now, sendsMail, callsPhones: phone !== undefined });
  return { ...open, account, obstacle, recovery: await store.findRecovery(open.flow.tokenHash, now) };
}
