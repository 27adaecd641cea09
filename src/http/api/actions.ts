import type { Action } from '../../core/actions/action.ts';
import { perform } from '../../core/actions/perform.ts';
import { actions } from '../../core/actions/table.ts';
import { sessionOperation } from './operation.ts';

/** The JSON codec of the action table: `POST /api/actions/<Action>`. */
export const actionOperations = Object.values<Action>(actions).map(action =>
  sessionOperation({
    method: 'post',
    path: `/api/actions/${action.name}`,
    name: action.name,
    summary: action.summary,
    input: action.input,
    output: action.output,
    handle: ({ context }, principal, input) =>
      perform(context, action, principal, input as Record<string, unknown>),
  }),
);
