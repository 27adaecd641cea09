import type { Pair } from '../form.ts';

/** A request as its signer saw it. */
export interface SignedRequest {
  readonly method: string;
  /** As it came, still percent-encoded. */
  readonly path: string;
  readonly query: readonly Pair[];
  readonly headers: Headers;
  /** The bytes as they came: what was decoded from them may have several spellings. */
  readonly body: Uint8Array;
}
