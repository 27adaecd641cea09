import { verifier } from './verifier.ts';

/**
 * What the library leaves out (security.md 1.5, R4 and A3): the ceremony must have run in our own page, not in
 * a frame of somebody else's. False for anything that does not parse.
 */
export async function ranInOwnPage(clientDataJSON: string): Promise<boolean> {
  const { decodeClientDataJSON } = await verifier();
  try {
    const { crossOrigin, topOrigin } = decodeClientDataJSON(clientDataJSON);
    return crossOrigin !== true && topOrigin === undefined;
  } catch {
    return false;
  }
}
