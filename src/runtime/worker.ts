import type { D1Database, ExecutionContext, Fetcher } from '@cloudflare/workers-types';
// The build turns this into a compiled module: workerd compiles no bytes at run time.
import argon2idModule from 'argon2id/dist/simd.wasm';
import { tokenCiphers } from '../adapters/crypto/token-ciphers-worker.ts';
import { createSeal, digest, random } from '../adapters/crypto/worker.ts';
import { createPasswordHash } from '../adapters/password/argon2id.ts';
import { CONCURRENCY, createArgon2id } from '../adapters/password/worker.ts';
import { openD1 } from '../adapters/store/d1.ts';
import { createStore } from '../adapters/store/store.ts';
import { createWebhookPost } from '../adapters/webhooks/post-worker.ts';
import { SealBroken, StoreUnavailable } from '../core/ports.ts';
import { checkSeals } from '../core/seal-check.ts';
import { createApp } from '../http/app.ts';
import type { Deps, Page } from '../http/deps.ts';
import { readConfig } from './config.ts';
import { createDelivery, createWebhookDelivery, type Deliver } from './delivery.ts';
import { createLog } from './log.ts';
import { openPhone } from './phone.ts';

/** The bindings of wrangler.toml; the rest of the environment is read by the configuration. */
interface Bindings {
  readonly DB: D1Database;
  readonly ASSETS: Fetcher;
}

interface Gateway {
  readonly fetch: (request: Request, bindings: Bindings) => Response | Promise<Response>;
  readonly sweep: (now: number) => Promise<void>;
  readonly deliver: Deliver;
}

const log = createLog(line => console.log(line));
let gateway: Promise<Gateway> | undefined;

/** Once an isolate: the environment does not change under a deployed Worker. A failure is tried again. */
function opened(bindings: Bindings): Promise<Gateway> {
  gateway ??= open(bindings).catch(error => {
    gateway = undefined;
    throw error;
  });
  return gateway;
}

async function open(bindings: Bindings): Promise<Gateway> {
  const config = readConfig(bindings as unknown as Record<string, string>);
  if (Array.isArray(config)) throw new Error(`Sallyport does not start: ${config.join('; ')}`);
  if (config.secretKeys === undefined || config.origin === undefined) {
    throw new Error('Sallyport does not start: a Worker needs ORIGIN and SECRET_KEYS');
  }
  const store = createStore(openD1(bindings.DB));
  const deps: Deps = {
    store,
    random,
    digest,
    seal: createSeal(config.secretKeys),
    tokenCiphers,
    passwords: createPasswordHash(createArgon2id(argon2idModule), random.bytes, CONCURRENCY),
    relyingParty: { id: config.rpId, name: 'Sallyport', origin: config.origin },
    sendsMail: config.mail !== undefined || config.mode === 'development',
    ...(await openPhone(config, config.origin, log)),
    webhooks: createWebhookPost(config.webhookNetworks),
    now: Date.now,
    locate(request) {
      // Cloudflare overwrites this header at its edge; nothing else reaches a Worker.
      const { city, country } = (request as { cf?: { city?: string; country?: string } }).cf ?? {};
      const place = [city, country].filter(part => part !== undefined).join(', ');
      return {
        address: request.headers.get('cf-connecting-ip') ?? '',
        place: place === '' ? undefined : place,
      };
    },
    page: (path, request, platform) => asset(path, request, platform as Bindings),
    log,
    development: config.mode === 'development',
    stopping: undefined,
  };
  const fetch = createApp(deps).fetch;
  try {
    await checkSeals(deps);
  } catch (error) {
    // Wrong keys are the operator's mistake; a store that is away may be back at the next request.
    if (error instanceof SealBroken)
      throw new Error('SECRET_KEYS: the keys of this database are not among them');
    if (!(error instanceof StoreUnavailable)) throw error;
  }
  const deliveries = [await createDelivery(config, deps), createWebhookDelivery(deps, 2)];
  return {
    fetch,
    sweep: now => store.sweep(now),
    deliver: async () => void (await Promise.all(deliveries.map(deliver => deliver()))),
  };
}

async function asset(path: string, request: Request, { ASSETS }: Bindings): Promise<Page | undefined> {
  const found = await ASSETS.fetch(new URL(path, request.url).href);
  if (!found.ok) return undefined;
  const type = found.headers.get('content-type') ?? 'application/octet-stream';
  const caching = path.startsWith('/assets/')
    ? { 'cache-control': 'public, max-age=31536000, immutable' }
    : undefined;
  return { body: found.body as unknown as ReadableStream, headers: { 'content-type': type, ...caching } };
}

export default {
  async fetch(request: Request, bindings: Bindings, context: ExecutionContext) {
    const gateway = await opened(bindings);
    const answer = await gateway.fetch(request, bindings);
    // Only a POST changes anything that a notice reports, also one that is refused and locks a device by it. The
    // answer does not wait for a mail server (3.5).
    if (request.method === 'POST') context.waitUntil(gateway.deliver());
    return answer;
  },
  async scheduled(_controller: unknown, bindings: Bindings) {
    const gateway = await opened(bindings);
    await gateway.sweep(Date.now());
    await gateway.deliver();
  },
};
