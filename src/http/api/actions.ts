import type { Action } from '../../core/actions/action.ts';
import { perform } from '../../core/actions/perform.ts';
import { actions } from '../../core/actions/table.ts';
import { type Operation, operation } from './operation.ts';

/** Where files come in: a runtime gives them more time. */
export const isUpload = (path: string): boolean =>
  actionOperations.some(operation => operation.takesFile && operation.path === path);

/** The JSON codec of the action table: `POST /api/actions/<Action>`, with a session or an API key. */
export const actionOperations: Operation[] = Object.values<Action>(actions).map(action =>
  operation({
    method: 'post',
    path: `/api/actions/${action.name}`,
    name: action.name,
    summary: action.summary,
    needs: 'key',
    service: action.service,
    input: action.input,
    takesFile: action.takesFile,
    output: action.output,
    async handle({ context, principal, upload }, input) {
      if (principal === undefined) throw new TypeError('an action ran without a principal');
      return perform(context, action, principal, input as Record<string, unknown>, upload);
    },
  }),
);
