import type { Pair } from '../form.ts';
import type { SignedRequest } from './request.ts';

/** The one text that both sides make of a request and sign (contract 2.2, 9). */
export function canonicalRequest(
  { method, path, query, headers }: SignedRequest,
  signedHeaders: readonly string[],
  bodyHash: string,
): string {
  const lines = signedHeaders.map(name => `${name}:${collapse(headers.get(name) ?? '')}\n`);
  return `${method}\n${canonicalPath(path)}\n${canonicalQuery(query)}\n${lines.join('')}\n${signedHeaders.join(';')}\n${bodyHash}`;
}

/** Encoded once more than it came, as every service but S3 does; without dot segments and doubled slashes. */
export function canonicalPath(path: string): string {
  if (path === '/' || path === '') return '/';
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  return `/${segments.join('/')}${path.endsWith('/') && segments.length > 0 ? '/' : ''}`;
}

export function canonicalQuery(query: readonly Pair[]): string {
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]): Pair => [encode(name), encode(value)])
    .sort(([one, first], [other, second]) => compare(one, other) || compare(first, second))
    .map(pair => pair.join('='))
    .join('&');
}

/** By bytes: what is encoded is ASCII. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** RFC 3986: everything but `A-Za-z0-9-._~`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function collapse(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}
