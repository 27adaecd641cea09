import { refusal } from '../audit/event.ts';
import { proofAmr, proveByAssertion } from '../devices/proof.ts';
import { beginAssertion } from '../fido/assertion.ts';
import type { AuthenticationResponse } from '../fido/responses.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { FLOW_LIFETIME } from './flow.ts';
import { advance } from './second-factor.ts';
import type { SignInStep } from './step.ts';
import { reserveCeremony } from './throttle.ts';

const EVENT = 'SignIn.Passkey';

/** Starts a sign-in that needs neither name nor password: no list of credentials, so nothing to enumerate. */
export async function beginPasskey(context: Context) {
  const tooMany = await reserveCeremony(context);
  if (tooMany !== undefined) return tooMany;
  const flowToken = context.random.token();
  const tokenHash = await context.digest.sha256(flowToken);
  await context.store.openPasskeyFlow({
    tokenHash,
    state: 'passkey',
    personId: undefined,
    amr: [],
    deviceId: undefined,
    expiresAt: context.now + FLOW_LIFETIME,
  });
  return { flowToken, options: await beginAssertion(context, tokenHash, 'passkey', undefined) };
}

/** A passkey that verified its person is both factors (DESIGN section 4). */
export async function submitPasskey(
  context: Context,
  flowToken: string | undefined,
  credential: AuthenticationResponse,
): Promise<SignInStep | Refusal> {
  if (flowToken === undefined) return refuse('FlowEnded');
  const tokenHash = await context.digest.sha256(flowToken);
  if (!(await context.store.takeFlowAttempt(tokenHash, context.now))) return refuse('FlowEnded');
  const found = await context.store.findPasskey(credential.id);
  const closed = found === undefined ? 'unknown credential' : closedTo(found.person);
  if (found === undefined || closed !== undefined) {
    // No row in the audit log without a challenge, and a challenge is spent by looking: nobody fills it from outside.
    const challenge = await context.store.takeChallenge(tokenHash, 'passkey', context.now);
    if (challenge === undefined) return refuse('FlowEnded');
    await context.store.record(refusal(context, EVENT, {}, closed ?? 'unknown credential'));
    return refuse('PasskeyRefused');
  }
  const { person, device } = found;
  const proof = await proveByAssertion(context, EVENT, tokenHash, 'passkey', person, [device], credential);
  if (proof instanceof Refusal) return proof;
  return advance(context, { tokenHash, state: 'passkey' }, person, proof, [
    ...proofAmr(proof),
    'user',
    'mfa',
  ]);
}

/** Whoever has no password any more (DeleteLoginProfile) has no way in, with a passkey either. */
function closedTo({ disabledAt, password }: Person): string | undefined {
  if (disabledAt !== undefined) return 'disabled';
  return password === undefined ? 'no password' : undefined;
}
