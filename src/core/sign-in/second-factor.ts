import { success } from '../audit/event.ts';
import { type Proof, proofAmr, proveByAssertion, proveByCode } from '../devices/proof.ts';
import { beginAssertion } from '../fido/assertion.ts';
import type { AuthenticationResponse } from '../fido/responses.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { newSession } from '../session/open.ts';
import type { Amr } from '../session/session.ts';
import { noticeOfFailures } from './after-failures.ts';
import type { Flow, OpenFlow } from './flow.ts';
import type { SignInStep } from './step.ts';

export async function submitCode(
  context: Context,
  flowToken: string | undefined,
  serialNumber: string,
  code: string,
): Promise<SignInStep | Refusal> {
  const open = await openFlowForSubmission(context, flowToken);
  if (open instanceof Refusal) return open;
  const proof = await proveByCode(context, 'SignIn.Code', open.person, open.devices, serialNumber, code);
  if (proof instanceof Refusal) return proof;
  return advance(context, open.flow, open.person, proof, [...open.flow.amr, ...proofAmr(proof), 'mfa']);
}

export async function beginKey(context: Context, flowToken: string | undefined, serialNumber: string) {
  const open = await openFlow(context, flowToken);
  if (open instanceof Refusal) return open;
  const device = open.devices.find(candidate => candidate.serialNumber === serialNumber);
  if (device?.kind !== 'fido') return refuse('SecondFactorRefused');
  return beginAssertion(context, open.flow.tokenHash, 'sign-in', device);
}

export async function submitKey(
  context: Context,
  flowToken: string | undefined,
  credential: AuthenticationResponse,
): Promise<SignInStep | Refusal> {
  const open = await openFlowForSubmission(context, flowToken);
  if (open instanceof Refusal) return open;
  const { flow, person, devices } = open;
  const proof = await proveByAssertion(
    context,
    'SignIn.Key',
    flow.tokenHash,
    'sign-in',
    person,
    devices,
    credential,
  );
  if (proof instanceof Refusal) return proof;
  return advance(context, flow, person, proof, [...flow.amr, ...proofAmr(proof), 'mfa']);
}

/** Spends the proof: the flow ends in a session, or goes on to the new password that an initial one asks for. */
export async function advance(
  context: Context,
  flow: Pick<Flow, 'tokenHash' | 'state'>,
  person: Person,
  proof: Proof,
  amr: readonly Amr[],
): Promise<SignInStep | Refusal> {
  const event =
    proof.by === 'code' ? 'SignIn.Code' : flow.state === 'passkey' ? 'SignIn.Passkey' : 'SignIn.Key';
  const subject = { accountId: person.accountId, actorId: person.id, resource: proof.device.serialNumber };
  const audit = {
    ...success(context, event, subject),
    notice: noticeOfFailures(context, person, proof),
  };
  if (person.passwordState === 'initial' && flow.state === 'mfa') {
    const outcome = { to: 'new-password', amr, deviceId: proof.device.id } as const;
    const moved = await context.store.advanceFlow(flow, person.id, proof, outcome, audit);
    return moved ? { step: { next: 'new-password' } } : refuse('SecondFactorRefused');
  }
  const { token, session } = await newSession(context, person.id, 'mfa', amr, proof.device.id);
  const opened = await context.store.advanceFlow(flow, person.id, proof, { to: 'session', session }, audit);
  if (!opened) return refuse(flow.state === 'passkey' ? 'PasskeyRefused' : 'SecondFactorRefused');
  return { step: { next: 'signed-in' }, sessionToken: token };
}

/** For starting a ceremony: looking costs nothing. */
export async function openFlow(context: Context, flowToken: string | undefined): Promise<OpenFlow | Refusal> {
  if (flowToken === undefined) return refuse('FlowEnded');
  const open = await context.store.findFlow(await context.digest.sha256(flowToken), context.now);
  return open?.flow.state === 'mfa' ? open : refuse('FlowEnded');
}

/** For a submission: each is counted, and a flow takes only so many. */
export async function openFlowForSubmission(
  context: Context,
  flowToken: string | undefined,
): Promise<OpenFlow | Refusal> {
  const open = await openFlow(context, flowToken);
  if (open instanceof Refusal) return open;
  return (await context.store.takeFlowAttempt(open.flow.tokenHash, context.now)) ? open : refuse('FlowEnded');
}
