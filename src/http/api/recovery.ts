import * as z from 'zod';
import { finishRecovery } from '../../core/recovery/finish.ts';
import {
  afterFinish,
  afterLink,
  linkInput,
  mailInput,
  notMeInput,
  phoneCodeInput,
} from '../../core/recovery/input.ts';
import { mailRecoveryLink } from '../../core/recovery/mail-link.ts';
import { stopRecovery } from '../../core/recovery/not-me.ts';
import { callPhone, submitPhoneCode } from '../../core/recovery/phone-step.ts';
import { RECOVERY_LIFETIME } from '../../core/recovery/recovery.ts';
import { redeemRecoveryLink } from '../../core/recovery/redeem-link.ts';
import { showRecovery } from '../../core/recovery/state.ts';
import { recoveryView } from '../../core/recovery/view.ts';
import { Refusal, refuse } from '../../core/refusal.ts';
import { nothing } from '../../core/sign-in/input.ts';
import { type Exchange, operation } from './operation.ts';

/** What a step did, then how far the recovery has come. A flow that is over takes its cookie along. */
async function after(
  exchange: Exchange,
  step: (flowToken: string) => Promise<undefined | Refusal>,
): Promise<unknown | Refusal> {
  const { flowToken, context } = exchange;
  const refused = flowToken === undefined ? refuse('FlowEnded') : await step(flowToken);
  if (refused === undefined) return showRecovery(context, flowToken);
  if (refused.reason === 'FlowEnded') exchange.clearFlow();
  return refused;
}

export const recoveryOperations = [
  operation({
    method: 'get',
    path: '/api/recovery',
    name: 'Recovery.State',
    summary: 'Whether Troubleshoot MFA is offered to whoever signs in here, and how far it has come.',
    needs: 'flow',
    output: recoveryView,
    handle: ({ context, flowToken }) => showRecovery(context, flowToken),
  }),
  operation({
    method: 'post',
    path: '/api/recovery/mail',
    name: 'Recovery.Mail',
    summary: 'Sends the link that verifies the e-mail address; an earlier one is dead then.',
    needs: 'flow',
    input: mailInput,
    output: recoveryView,
    handle: (exchange, { lostSerialNumber }) =>
      after(exchange, async flowToken => {
        const refused = await mailRecoveryLink(exchange.context, flowToken, lostSerialNumber);
        if (refused === undefined) exchange.setFlow(flowToken, RECOVERY_LIFETIME);
        return refused;
      }),
  }),
  operation({
    method: 'post',
    path: '/api/recovery/link',
    name: 'Recovery.Link',
    summary:
      'Spends the mailed link. In another browser than the one that began, it takes the number that the other one shows.',
    needs: 'flow',
    input: linkInput,
    output: afterLink,
    async handle({ context, flowToken }, { token, matchNumber }) {
      const next = await redeemRecoveryLink(context, flowToken, token, matchNumber);
      return next instanceof Refusal ? next : { next };
    },
  }),
  operation({
    method: 'post',
    path: '/api/recovery/call',
    name: 'Recovery.Call',
    summary: 'Rings the verified number, or sends it a message.',
    needs: 'flow',
    input: nothing,
    output: recoveryView,
    handle: exchange => after(exchange, flowToken => callPhone(exchange.context, flowToken)),
  }),
  operation({
    method: 'post',
    path: '/api/recovery/code',
    name: 'Recovery.Code',
    summary: 'The code that the call spoke or the message brought.',
    needs: 'flow',
    input: phoneCodeInput,
    output: recoveryView,
    handle: (exchange, { code }) =>
      after(exchange, flowToken => submitPhoneCode(exchange.context, flowToken, code)),
  }),
  operation({
    method: 'post',
    path: '/api/recovery/finish',
    name: 'Recovery.Finish',
    summary: 'Signs in at level recovered, once mail and phone are verified and any cooling-off is over.',
    needs: 'flow',
    input: nothing,
    output: afterFinish,
    async handle(exchange) {
      const { context, flowToken, sessionToken } = exchange;
      if (flowToken === undefined) return refuse('FlowEnded');
      const finished = await finishRecovery(context, flowToken);
      if (finished instanceof Refusal) {
        if (finished.reason === 'FlowEnded') exchange.clearFlow();
        return finished;
      }
      if (finished.next === 'wait') {
        const { readyAt, expiresAt } = finished;
        exchange.setFlow(flowToken, expiresAt - context.now);
        return { next: 'wait', readyAt: new Date(readyAt).toISOString() };
      }
      if (sessionToken !== undefined) {
        await context.store.endSessionByToken(await context.digest.sha256(sessionToken));
      }
      exchange.setSession(finished.sessionToken);
      exchange.clearFlow();
      return { next: 'signed-in' };
    },
  }),
  operation({
    method: 'post',
    path: '/api/recovery/not-me',
    name: 'Recovery.NotMe',
    summary: 'Ends a recovery by the link in its mails, and warns the person.',
    needs: 'anyone',
    input: notMeInput,
    output: z.object({}),
    handle: ({ context }, { token }) => stopRecovery(context, token),
  }),
];
