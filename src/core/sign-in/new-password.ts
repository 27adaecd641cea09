import { success } from '../audit/event.ts';
import { checkNewPassword, normalized } from '../password/rules.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { newSession } from '../session/open.ts';
import { networkOf } from '../throttle/network.ts';
import type { SignInStep } from './step.ts';

/** An initial password is good for one thing: choosing an own one. Asked after the second factor, if there is one. */
export async function submitNewPassword(
  context: Context,
  flowToken: string | undefined,
  newPassword: string,
): Promise<SignInStep | Refusal> {
  const { store, passwords, digest, now } = context;
  if (flowToken === undefined) return refuse('FlowEnded');
  const tokenHash = await digest.sha256(flowToken);
  if (!(await store.takeFlowAttempt(tokenHash, now))) return refuse('FlowEnded');
  const open = await store.findFlow(tokenHash, now);
  const initial = open?.person.password;
  if (open?.flow.state !== 'new-password' || initial === undefined) return refuse('FlowEnded');
  const { flow, person } = open;
  const unacceptable = checkNewPassword(newPassword, [person.userName, person.email]);
  if (unacceptable !== undefined) return unacceptable;
  const password = normalized(newPassword);
  const network = networkOf(context.caller.address);
  if (await passwords.verify(initial, password, network)) {
    return refuse('PasswordUnacceptable', {
      message: 'Choose a password that is not the one you were given.',
    });
  }
  const level = flow.amr.includes('mfa') ? 'mfa' : 'password';
  const { token, session } = await newSession(context, person.id, level, flow.amr, flow.deviceId);
  const audit = success(context, 'SignIn.NewPassword', {
    accountId: person.accountId,
    actorId: person.id,
    resource: session.id,
  });
  const phc = await passwords.hash(password, network);
  const done = await store.finishWithNewPassword(flow.tokenHash, initial, phc, session, audit);
  return done ? { step: { next: 'signed-in' }, sessionToken: token } : refuse('FlowEnded');
}
