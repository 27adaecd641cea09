import { perform } from '../actions/perform.ts';
import { ResyncMFADevice } from '../actions/resync-mfa-device.ts';
import type { FlowPrincipal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { openFlowForSubmission } from './second-factor.ts';
import { listDevices, type SignInStep } from './step.ts';

/**
 * Resync before sign-in ends: the action of the table, on the strength of the first factor. It signs nobody in;
 * the flow still waits for a code (rows S0-56, S0-58).
 */
export async function resyncDuringSignIn(
  context: Context,
  flowToken: string | undefined,
  serialNumber: string,
  code1: string,
  code2: string,
): Promise<SignInStep | Refusal> {
  const open = await openFlowForSubmission(context, flowToken);
  if (open instanceof Refusal) return open;
  const { flow, person, devices } = open;
  const account = await context.store.findAccount(person.accountId);
  if (account === undefined) return refuse('FlowEnded');
  const principal: FlowPrincipal = {
    by: 'flow',
    flowHash: flow.tokenHash,
    person,
    account,
    devices: devices.length,
  };
  const input = { SerialNumber: serialNumber, AuthenticationCode1: code1, AuthenticationCode2: code2 };
  const result = await perform(context, ResyncMFADevice, principal, input);
  return result instanceof Refusal ? result : { step: { next: 'mfa', devices: listDevices(devices) } };
}
