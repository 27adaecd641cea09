import type { Action } from '../../core/actions/action.ts';
import { jsonSchema } from '../../core/actions/json-schema.ts';
import { emptyInput } from '../../core/actions/samples.ts';
import { show } from './output/show.ts';
import { print } from './say.ts';
import type { Written } from './words.ts';

/** What --generate-cli-skeleton asks for; without a word of its own it is `input`. None of them sends anything. */
export function wantedSkeleton(written: Written): string | undefined {
  return written.has('--generate-cli-skeleton')
    ? (written.get('--generate-cli-skeleton') ?? 'input')
    : undefined;
}

export async function printEmptyInput(
  { name, input }: Action,
  kind: 'input' | 'yaml-input',
): Promise<undefined> {
  return print(
    await show(emptyInput(jsonSchema(input, 'input')), kind === 'input' ? 'json' : 'yaml', name, false),
  );
}
