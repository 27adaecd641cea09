import * as z from 'zod';
import { checkSetUpToken, setUp, setUpCheckInput, setUpInput } from '../../core/account/set-up.ts';
import { Refusal } from '../../core/refusal.ts';
import { operation } from './operation.ts';

export const setUpOperations = [
  operation({
    method: 'post',
    path: '/api/set-up/check',
    name: 'SetUp.Check',
    summary: 'Tells whether a set-up link is still good.',
    needs: 'anyone',
    input: setUpCheckInput,
    output: z.object({}),
    handle: ({ context }, { token }) => checkSetUpToken(context, token),
  }),
  operation({
    method: 'post',
    path: '/api/set-up',
    name: 'SetUp',
    summary: 'Creates the account and its owner with a one-time set-up link, and signs the owner in.',
    needs: 'anyone',
    input: setUpInput,
    output: z.object({ accountId: z.string(), next: z.literal('signed-in') }),
    async handle(exchange, input) {
      const done = await setUp(exchange.context, input);
      if (done instanceof Refusal) return done;
      exchange.setSession(done.sessionToken);
      return { accountId: done.accountId, next: 'signed-in' };
    },
  }),
];
