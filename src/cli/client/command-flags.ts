import { bootstrapOptions } from './bootstrap-file.ts';
import type { Command } from './commands.ts';
import { flagsOf } from './input.ts';
import { type Flag, PAGING_OPTIONS } from './options.ts';

/** What a command takes beside the options of every command. */
export function ownFlags({ action, parameters, paged }: Command): Flag[] {
  const paging = paged ? PAGING_OPTIONS : [];
  const own = parameters.flatMap(flagsOf).filter(({ flag }) => !paging.some(option => option.flag === flag));
  return [...own, ...bootstrapOptions(action), ...paging];
}
