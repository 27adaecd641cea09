import { findSigner, noteKeyUse, type Signer } from '../../core/access-keys/signer.ts';
import type { Context } from '../../core/ports.ts';
import { AwsError } from '../aws-error.ts';
import { decodeForm, type Pair } from '../form.ts';
import type { Service } from './scope.ts';
import { type Verified, verify } from './verify.ts';

/** Who signed this request, for one of these services. `query`: its query string, where it was read already. */
export async function signerOf(
  context: Context,
  request: Request,
  body: Uint8Array,
  services: readonly Service[],
  query: readonly Pair[] | undefined = decodeForm(searchOf(request)),
): Promise<Verified<Signer> | AwsError> {
  if (query === undefined) return malformedQuery();
  const { method, headers, url } = request;
  const received = { method, path: new URL(url).pathname, query, headers, body };
  const verified = await verify(received, services, context, (id, token) => findSigner(context, id, token));
  if (!(verified instanceof AwsError)) {
    await noteKeyUse(context, verified.signer, verified.service, verified.region);
  }
  return verified;
}

export function searchOf({ url }: Request): string {
  return new URL(url).search.slice(1);
}

export function malformedQuery(): AwsError {
  return new AwsError(404, 'MalformedQueryString', 'The query string contains a syntax error.');
}
