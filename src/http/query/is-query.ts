import { isForm } from '../body.ts';
import { searchOf } from '../sigv4/signer.ts';
import { claimsSignature } from '../sigv4/verify.ts';

/** Whether a client of the Query API sent this; nothing else signs, names an Action or posts forms (contract section 1). */
export function isQuery(request: Request): boolean {
  const { method, headers, url } = request;
  if (method === 'POST' && isForm(request)) return true;
  const query = new URLSearchParams(url.includes('?') ? searchOf(request) : '');
  return query.has('Action') || claimsSignature(headers.get('authorization'), query);
}
