import type { Operation } from '../api/operation.ts';

/**
 * What opens an operation beside a session. What is for the console is no API key's; a file is too large to be signed;
 * the owner has no access keys; and what a browser must do no program does.
 */
export function waysIn({ needs, action, takesFile }: Operation): { key: boolean; signature: boolean } {
  const byProgram = needs === 'key' && !action?.browserOnly;
  return {
    key: byProgram && !action?.consoleOnly,
    signature: byProgram && !takesFile && action?.reach !== 'owner',
  };
}
