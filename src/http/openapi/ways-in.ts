import type { Operation } from '../api/operation.ts';

/**
 * What opens an operation beside a session. What is for the console is no API key's; a file is too large to be signed;
 * the owner has no access keys; what a browser must do no program does; and the temporary credentials of GetSessionToken
 * come of an access key, of nothing else.
 */
export function waysIn({ needs, action, takesFile }: Operation): { key: boolean; signature: boolean } {
  const byProgram = needs === 'key' && !action?.browserOnly;
  return {
    key: byProgram && !action?.consoleOnly && action?.name !== 'GetSessionToken',
    signature: byProgram && !takesFile && action?.reach !== 'owner',
  };
}
