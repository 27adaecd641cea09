import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';

/**
 * What the library leaves out (security.md 1.5, R4 and A3): the ceremony must have run in our own page, not in
 * a frame of somebody else's. False for anything that does not parse.
 */
export function ranInOwnPage(clientDataJSON: string): boolean {
  try {
    const { crossOrigin, topOrigin } = decodeClientDataJSON(clientDataJSON);
    return crossOrigin !== true && topOrigin === undefined;
  } catch {
    return false;
  }
}
