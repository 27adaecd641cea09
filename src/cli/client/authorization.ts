import type { Identity } from './identity.ts';

/**
 * The headers that say who asks. Signed anew for each try: a signature is good for fifteen minutes (contract 2.2). Without
 * an identity it is a request like a page's: the gateway looks at where it comes from, then at who is signed in.
 */
export async function authorize(
  identity: Identity | undefined,
  address: URL,
  body: string,
  scope: { readonly service: string; readonly region: string },
): Promise<Record<string, string>> {
  if (identity === undefined) return { origin: address.origin };
  if (identity.by === 'api-key') return { authorization: `Bearer ${identity.apiKey}` };
  const { AwsV4Signer } = await import('aws4fetch');
  const { accessKeyId, secretAccessKey, sessionToken } = identity;
  const { headers } = await new AwsV4Signer({
    ...{ method: 'POST', url: address.href, body, accessKeyId, secretAccessKey, ...scope },
    ...(sessionToken !== undefined && { sessionToken }),
  }).sign();
  return Object.fromEntries(headers);
}
