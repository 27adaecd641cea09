import type { Context } from '../ports.ts';
import type { Step } from './input.ts';
import { listDevices } from './step.ts';

/** The step that this browser's open flow waits for, so that a reload of the page loses nothing. */
export async function resume(
  { store, digest, now }: Context,
  flowToken: string | undefined,
): Promise<Step | undefined> {
  if (flowToken === undefined) return undefined;
  const open = await store.findFlow(await digest.sha256(flowToken), now);
  if (open?.flow.state === 'mfa') return { next: 'mfa', devices: listDevices(open.devices) };
  if (open?.flow.state === 'new-password') return { next: 'new-password' };
  return undefined;
}

export async function cancel({ store, digest }: Context, flowToken: string | undefined): Promise<void> {
  if (flowToken !== undefined) await store.cancelFlow(await digest.sha256(flowToken));
}
