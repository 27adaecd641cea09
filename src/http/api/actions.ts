import * as z from 'zod';
import type { Action } from '../../core/actions/action.ts';
import { perform } from '../../core/actions/perform.ts';
import { iso, nothing } from '../../core/actions/shapes.ts';
import { actions } from '../../core/actions/table.ts';
import { Refusal } from '../../core/refusal.ts';
import { type Operation, operation } from './operation.ts';

/** Where files come in: a runtime gives them more time. */
export const isUpload = (path: string): boolean =>
  actionOperations.some(operation => operation.takesFile && operation.path === path);

/** What JSON answers where an action has nothing to say: which request it was, and when (rows S4-08, S4-09). */
const receipt = z.object({
  id: z.string().describe('Names the request, in the log as well.'),
  created_at: z.iso.datetime(),
});

/** The JSON codec of the action table: `POST /api/actions/<Action>`, with a session or an API key. */
export const actionOperations: Operation[] = Object.values<Action>(actions).map(action =>
  operation({
    method: 'post',
    path: `/api/actions/${action.name}`,
    name: action.name,
    summary: action.summary,
    needs: 'key',
    action,
    input: action.input,
    takesFile: action.takesFile,
    output: action.output === nothing ? receipt : action.output,
    async handle({ context, principal, upload }, input) {
      if (principal === undefined) throw new TypeError('an action ran without a principal');
      const result = await perform(context, action, principal, input as Record<string, unknown>, upload);
      if (result instanceof Refusal || action.output !== nothing) return result;
      return { id: context.caller.requestId, created_at: iso(context.now) };
    },
  }),
);
