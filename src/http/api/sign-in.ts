import * as z from 'zod';
import { authenticationResponse, requestOptions } from '../../core/fido/responses.ts';
import { Refusal } from '../../core/refusal.ts';
import { checkSession } from '../../core/session/check.ts';
import {
  codeInput,
  deviceInput,
  keyInput,
  newPasswordInput,
  nothing,
  passwordInput,
  resyncInput,
  step,
} from '../../core/sign-in/input.ts';
import { submitNewPassword } from '../../core/sign-in/new-password.ts';
import { beginPasskey, submitPasskey } from '../../core/sign-in/passkey.ts';
import { submitPassword } from '../../core/sign-in/password.ts';
import { cancel, resume } from '../../core/sign-in/resume.ts';
import { resyncDuringSignIn } from '../../core/sign-in/resync.ts';
import { beginKey, submitCode, submitKey } from '../../core/sign-in/second-factor.ts';
import type { SignInStep } from '../../core/sign-in/step.ts';
import { type Exchange, operation } from './operation.ts';
import { lostDevice, sessionView, showSession } from './session.ts';

/** The cookies that a step changes, then what comes next. */
async function proceed(exchange: Exchange, result: SignInStep | Refusal) {
  if (result instanceof Refusal) {
    if (result.reason === 'FlowEnded') exchange.clearFlow();
    return result;
  }
  if (result.flowToken !== undefined) exchange.setFlow(result.flowToken);
  if (result.sessionToken !== undefined) {
    const { context, sessionToken: earlier } = exchange;
    if (earlier !== undefined) await context.store.endSessionByToken(await context.digest.sha256(earlier));
    exchange.setSession(result.sessionToken);
    exchange.clearFlow();
  }
  return result.step;
}

export const signInOperations = [
  operation({
    method: 'get',
    path: '/api/sign-in',
    name: 'SignIn.State',
    summary:
      'Tells whether the gateway is set up, who is signed in, and which step an open sign-in of this browser waits for.',
    needs: 'flow',
    output: z.object({
      setUp: z.boolean(),
      severalAccounts: z.boolean(),
      session: sessionView.nullable(),
      step: step.nullable(),
    }),
    async handle({ context, flowToken, sessionToken }) {
      const accounts = await context.store.countAccounts();
      const principal = sessionToken === undefined ? undefined : await checkSession(context, sessionToken);
      return {
        setUp: accounts > 0,
        severalAccounts: accounts > 1,
        session:
          principal === undefined ? null : showSession(principal, await lostDevice(context, principal)),
        step: (await resume(context, flowToken)) ?? null,
      };
    },
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/password',
    name: 'SignIn.Password',
    summary: 'The first factor: name and password.',
    needs: 'anyone',
    input: passwordInput,
    output: step,
    handle: async (exchange, input) => proceed(exchange, await submitPassword(exchange.context, input)),
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/code',
    name: 'SignIn.Code',
    summary: 'The second factor: a code of the TOTP device that was picked.',
    needs: 'flow',
    input: codeInput,
    output: step,
    handle: async (exchange, { serialNumber, code }) =>
      proceed(exchange, await submitCode(exchange.context, exchange.flowToken, serialNumber, code)),
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/resync',
    name: 'SignIn.Resync',
    summary:
      'Brings a TOTP device back in step before the sign-in ends. It signs nobody in: the next code does.',
    needs: 'flow',
    input: resyncInput,
    output: step,
    handle: async (exchange, { serialNumber, code1, code2 }) =>
      proceed(
        exchange,
        await resyncDuringSignIn(exchange.context, exchange.flowToken, serialNumber, code1, code2),
      ),
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/key/options',
    name: 'SignIn.KeyOptions',
    summary: 'Starts the second factor with the FIDO device that was picked.',
    needs: 'flow',
    input: deviceInput,
    output: requestOptions,
    handle: async ({ context, flowToken }, { serialNumber }) => beginKey(context, flowToken, serialNumber),
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/key',
    name: 'SignIn.Key',
    summary: 'The second factor: the assertion of a FIDO device.',
    needs: 'flow',
    input: keyInput,
    output: step,
    handle: async (exchange, { credential }) =>
      proceed(exchange, await submitKey(exchange.context, exchange.flowToken, credential)),
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/passkey/options',
    name: 'SignIn.PasskeyOptions',
    summary: 'Starts a sign-in with a passkey, without name and password.',
    needs: 'anyone',
    input: nothing,
    output: requestOptions,
    async handle(exchange) {
      const begun = await beginPasskey(exchange.context);
      if (begun instanceof Refusal) return begun;
      exchange.setFlow(begun.flowToken);
      return begun.options;
    },
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/passkey',
    name: 'SignIn.Passkey',
    summary: 'Signs in with a passkey that verified its person: both factors in one.',
    needs: 'flow',
    input: z.strictObject({ credential: authenticationResponse }),
    output: step,
    handle: async (exchange, { credential }) =>
      proceed(exchange, await submitPasskey(exchange.context, exchange.flowToken, credential)),
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/new-password',
    name: 'SignIn.NewPassword',
    summary: 'Sets an own password in place of the initial one and ends the sign-in.',
    needs: 'flow',
    input: newPasswordInput,
    output: step,
    handle: async (exchange, { newPassword }) =>
      proceed(exchange, await submitNewPassword(exchange.context, exchange.flowToken, newPassword)),
  }),
  operation({
    method: 'post',
    path: '/api/sign-in/cancel',
    name: 'SignIn.Cancel',
    summary: 'Gives the open sign-in of this browser up.',
    needs: 'flow',
    input: nothing,
    output: z.object({}),
    async handle(exchange) {
      await cancel(exchange.context, exchange.flowToken);
      exchange.clearFlow();
      return {};
    },
  }),
];
