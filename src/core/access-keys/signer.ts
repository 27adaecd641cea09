import type { Principal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';

/** Whose access key it is, with the secret that a signature is checked by. */
export interface Signer {
  readonly secret: string;
  readonly principal: Principal;
}

/** There are no access keys yet: every one is unknown. */
export async function findSigner(
  _context: Context,
  _accessKeyId: string,
  _sessionToken: string | undefined,
): Promise<Signer | 'InvalidClientTokenId' | 'ExpiredToken'> {
  return 'InvalidClientTokenId';
}

export async function noteKeyUse(
  _context: Context,
  _signer: Signer,
  _service: string,
  _region: string,
): Promise<void> {}
