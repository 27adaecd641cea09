import { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { createWebhookPost } from '../adapters/webhooks/post-node.ts';
import { issueSetUpToken } from '../core/account/set-up.ts';
import { SealBroken } from '../core/ports.ts';
import { checkSeals } from '../core/seal-check.ts';
import { isUpload } from '../http/api/actions.ts';
import { createApp } from '../http/app.ts';
import type { Deps } from '../http/deps.ts';
import { createClientAddress } from './client-address.ts';
import { readConfig } from './config.ts';
import { createDelivery, createWebhookDelivery, startDelivery } from './delivery.ts';
import { openHost } from './host.ts';
import { createLog } from './log.ts';
import { loadPages } from './pages.ts';
import { openPhone } from './phone.ts';
import { printLine } from './standard-output.ts';
import { limitArrival } from './time-limits.ts';

/** One line a problem; nothing is opened, nothing listens. */
function refuseToStart(problems: readonly string[]): never {
  process.stderr.write(`Sallyport does not start:\n${problems.map(problem => `  ${problem}\n`).join('')}`);
  process.exit(1);
}

const read = readConfig(process.env);
const config = Array.isArray(read) ? refuseToStart(read) : read;

const log = createLog(printLine);
const host = await openHost(config, join(import.meta.dirname, '../drizzle/sqlite')).catch((error: Error) =>
  refuseToStart([`${config.databaseFile}: ${error.message}`]),
);
await checkSeals(host.ports).catch(error => {
  if (!(error instanceof SealBroken)) throw error;
  return refuseToStart(['SECRET_KEYS: the keys of this database are not among them']);
});
const clientAddress = createClientAddress(config.trustedProxies);
const page = await loadPages(join(import.meta.dirname, 'web'));

let fetch: (request: Request, bindings: unknown) => Response | Promise<Response> = () =>
  new Response(null, { status: 503 });
const server = createAdaptorServer({
  fetch: (request, bindings) => fetch(request, bindings),
  hostname: config.host,
});
if (server instanceof Server) limitArrival(server, isUpload);
await new Promise<void>(resolve => {
  server.once('error', error => refuseToStart([`PORT: ${error.message}`]));
  server.listen(config.port, config.host, resolve);
});
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : config.port;
const origin = config.origin ?? `http://localhost:${port}`;

const ending = new AbortController();
const deps: Deps = {
  ...host.ports,
  relyingParty: { id: config.rpId, name: 'Sallyport', origin },
  sendsMail: config.mail !== undefined || config.mode === 'development',
  ...(await openPhone(config, origin, log)),
  webhooks: createWebhookPost(config.webhookNetworks),
  now: Date.now,
  locate(request, platform) {
    const { incoming } = platform as HttpBindings;
    const peer = incoming.socket.remoteAddress ?? '';
    return { address: clientAddress(peer, request.headers.get('x-forwarded-for')), place: undefined };
  },
  page,
  log,
  development: config.mode === 'development',
  stopping: ending.signal,
};
fetch = createApp(deps).fetch;
log('listening', { origin, port });

if (deps.development) {
  if ((await deps.store.countAccounts()) === 0) {
    const token = await issueSetUpToken({ ...deps, now: deps.now() });
    printLine(`Set up this gateway, once: ${origin}/set-up#${token}`);
  }
  printLine(`Its mails are at ${origin}/dev/outbox, its phone is at ${origin}/dev/phone`);
}

const sweeping = setInterval(
  () => void Promise.resolve(deps.store.sweep(deps.now())).catch(() => undefined),
  60_000,
);

const delivery = startDelivery(await createDelivery(config, deps));
const posting = startDelivery(
  // An event that comes while slow receivers are waited for is not kept until one of them has answered.
  createWebhookDelivery(deps, 8, () => pause(1_000, undefined, { ref: false })),
);

/** Answers and sends what is under way, takes nothing new, then closes the file. */
let stopping = false;
const closeIdle = () => 'closeIdleConnections' in server && server.closeIdleConnections();
function stop(signal: string): void {
  if (stopping) return;
  stopping = true;
  log('stopping', { signal });
  clearInterval(sweeping);
  ending.abort();
  const deadline = setTimeout(() => process.exit(1), 10_000);
  server.close(async () => {
    await Promise.all([delivery.stop(), posting.stop()]);
    clearTimeout(deadline);
    await host.close();
    log('stopped', {});
  });
  // Again and again: a connection is idle only when what was under way on it has been answered.
  const closing = setInterval(closeIdle, 100);
  server.once('close', () => clearInterval(closing));
  closeIdle();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
