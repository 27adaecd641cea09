import type { Action } from '../../core/actions/action.ts';
import { jsonSchema } from '../../core/actions/json-schema.ts';
import { kebabCase } from '../../core/actions/kebab-case.ts';
import { actions } from '../../core/actions/table.ts';
import { type Parameter, parametersOf } from './parameters.ts';

export interface Command {
  readonly name: string;
  readonly action: Action;
  readonly parameters: readonly Parameter[];
  /** Answers in pages, which are put together here. */
  readonly paged: boolean;
}

const BY_NAME = new Map<string, Action>(
  Object.values<Action>(actions)
    // A file goes another way than JSON: `import-tokens.ts`.
    .filter(({ takesFile }) => !takesFile)
    .map(action => [kebabCase(action.name), action]),
);

export function actionCommands(): { name: string; summary: string }[] {
  return [...BY_NAME].map(([name, { summary }]) => ({ name, summary }));
}

export function findCommand(name: string): Command | undefined {
  const action = BY_NAME.get(name);
  if (action === undefined) return undefined;
  const parameters = parametersOf(jsonSchema(action.input, 'input'));
  const paged = ['Marker', 'MaxItems'].every(member => parameters.some(found => found.member === member));
  return { name, action, parameters, paged };
}

/** What signatures are made for. */
export function serviceOf({ service }: Action): 'iam' | 'sts' {
  return service ?? 'iam';
}

/** A browser alone vouches for the address that a security key is registered at; and a page shows a call's digits. */
export function needsBrowser({ browserOnly }: Action): boolean {
  return browserOnly === true;
}
