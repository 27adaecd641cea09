import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { WebhookPost } from '../../core/ports.ts';
import type { Network } from '../../core/throttle/cidr.ts';
import { ANSWER_LIMIT, PATIENCE, REFUSED, requestHeaders } from './limits.ts';
import { mayReach } from './public-address.ts';
import { type Target, targetOf } from './target.ts';

export type Resolve = (name: string) => Promise<readonly LookupAddress[]>;

/**
 * Posts from this machine, which stands in the operator's network: a webhook must not be a way into it. A name is
 * looked up once, every address that it has is checked, and the connection goes to those addresses and no others; a name
 * that says something else the next time (DNS rebinding) is not asked again. Redirects are not followed.
 */
export function createWebhookPost(
  allowed: readonly Network[],
  resolve: Resolve = name => lookup(name, { all: true }),
  patience = PATIENCE,
): WebhookPost {
  /** The addresses to connect to; undefined where one of them is out of bounds, or there are none. */
  const addressesOf = async ({ host, literal }: Target) => {
    if (literal) return [];
    const addresses = await resolve(host);
    const good = addresses.length > 0 && addresses.every(({ address }) => mayReach(address, allowed));
    return good ? addresses : undefined;
  };
  return {
    async check(text) {
      const target = targetOf(text, allowed);
      if (target === undefined) return false;
      return (await within(patience, addressesOf(target)).catch(() => undefined)) !== undefined;
    },
    async post(text, headers, body) {
      const target = targetOf(text, allowed);
      if (target === undefined) throw new Error(REFUSED);
      const started = Date.now();
      const addresses = await within(patience, addressesOf(target));
      if (addresses === undefined) throw new Error(REFUSED);
      return send(
        target.url,
        addresses,
        requestHeaders(headers, body),
        body,
        patience - (Date.now() - started),
      );
    },
  };
}

async function send(
  url: URL,
  addresses: readonly LookupAddress[],
  headers: Record<string, string>,
  body: string,
  patience: number,
): Promise<number> {
  // Loaded when there is something to post.
  const { request } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const pinned: LookupFunction = (_name, options, done) => {
    const [first] = addresses;
    if (options.all === true) done(null, [...addresses]);
    else done(first === undefined ? new Error('ENOTFOUND') : null, first?.address ?? '', first?.family);
  };
  let outgoing: ClientRequest | undefined;
  const answered = new Promise<number>((resolve, reject) => {
    outgoing = request(url, { method: 'POST', headers, agent: false, lookup: pinned });
    outgoing.on('error', reject);
    outgoing.on('response', answer => drain(answer, resolve));
    outgoing.end(body);
  });
  try {
    return await within(patience, answered);
  } finally {
    outgoing?.destroy();
  }
}

/** The status is all that is wanted; a little of the rest is read, so that the receiver can end in peace. */
function drain(answer: IncomingMessage, done: (status: number) => void): void {
  const end = () => done(answer.statusCode ?? 0);
  let read = 0;
  answer.on('data', (part: Buffer) => {
    read += part.length;
    if (read > ANSWER_LIMIT) end();
  });
  for (const event of ['end', 'error', 'close']) answer.on(event, end);
}

/** Codes only: messages of the system's quote names and addresses. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    throw new Error(typeof code === 'string' && /^[A-Z_\d]+$/.test(code) ? code : 'EFAILED');
  } finally {
    clearTimeout(timer);
  }
}
