import type { RefusalDetails } from '../core/refusal.ts';
import type { WireError } from './refusals.ts';

export interface ErrorExtras extends RefusalDetails {
  /** Parameter name -> sentence. */
  readonly fields?: Readonly<Record<string, string>>;
}

type Headers = Readonly<Record<string, string>>;

/** The one shape of every JSON answer: `{"success":true,"data":...}`. */
export function succeed(data: unknown, headers: Headers, cookies: readonly string[] = []): Response {
  return answer(200, { success: true, data }, headers, cookies);
}

/** ... or `{"success":false,"error":{"code","message"}}`. */
export function fail(
  error: WireError,
  headers: Headers,
  extras: ErrorExtras = {},
  cookies: readonly string[] = [],
): Response {
  const { message, retryAfter, fields, faults } = extras;
  const body = { code: error.code, message: message ?? error.message, fields, faults, retryAfter };
  const retry = retryAfter === undefined ? headers : { ...headers, 'retry-after': String(retryAfter) };
  return answer(error.status, { success: false, error: body }, retry, cookies);
}

function answer(status: number, body: unknown, given: Headers, cookies: readonly string[]): Response {
  const headers = { ...given, 'content-type': 'application/json' };
  if (cookies.length === 0) return new Response(JSON.stringify(body), { status, headers });
  const response = new Headers(headers);
  for (const cookie of cookies) response.append('set-cookie', cookie);
  return new Response(JSON.stringify(body), { status, headers: response });
}
