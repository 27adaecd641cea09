import type { Operation } from '../api/operation.ts';

/**
 * What opens an operation. What is for the console is no API key's; a file is too large to be signed;
 * the owner has no access keys; what a browser must do no program does; and the temporary credentials of GetSessionToken
 * come of an access key, of nothing else.
 */
export function waysIn({ needs, action, takesFile }: Operation): {
  session: boolean;
  key: boolean;
  signature: boolean;
} {
  const byProgram = needs === 'key' && !action?.browserOnly;
  const signedOnly = action?.name === 'GetSessionToken';
  return {
    session: !signedOnly,
    key: byProgram && !action?.consoleOnly && !signedOnly,
    signature: byProgram && !takesFile && action?.reach !== 'owner',
  };
}
