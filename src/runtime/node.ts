import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { issueSetUpToken } from '../core/account/set-up.ts';
import { SealBroken } from '../core/ports.ts';
import { checkSeals } from '../core/seal-check.ts';
import { createApp } from '../http/app.ts';
import type { Deps } from '../http/deps.ts';
import { createClientAddress } from './client-address.ts';
import { readConfig } from './config.ts';
import { openHost } from './host.ts';
import { createLog } from './log.ts';
import { loadPages } from './pages.ts';

const config = readConfig(process.env);
if (Array.isArray(config)) {
  process.stderr.write(`Sallyport does not start:\n${config.map(problem => `  ${problem}`).join('\n')}\n`);
  process.exit(1);
}

const log = createLog(line => process.stdout.write(`${line}\n`));
const host = openHost(config, new URL('../drizzle/sqlite', import.meta.url).pathname);
try {
  await checkSeals(host.ports);
} catch (error) {
  if (!(error instanceof SealBroken)) throw error;
  process.stderr.write(
    'Sallyport does not start:\n  SECRET_KEYS: the keys of this database are not among them\n',
  );
  await host.close();
  process.exit(1);
}
const clientAddress = createClientAddress(config.trustedProxies);
const page = await loadPages(new URL('./web', import.meta.url).pathname);

// Development listens on loopback only: the set-up link it prints must be good for nobody else.
const hostname = config.mode === 'development' ? '127.0.0.1' : '::';
let fetch: (request: Request, bindings: unknown) => Response | Promise<Response> = () =>
  new Response(null, { status: 503 });
const server = createAdaptorServer({ fetch: (request, bindings) => fetch(request, bindings), hostname });
await new Promise<void>((resolve, reject) => {
  server.once('error', reject);
  server.listen(config.port, hostname, resolve);
});
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : config.port;
const origin = config.origin ?? `http://localhost:${port}`;

const deps: Deps = {
  ...host.ports,
  relyingParty: { id: config.rpId, name: 'Sallyport', origin },
  now: Date.now,
  locate(request, platform) {
    const { incoming } = platform as HttpBindings;
    const peer = incoming.socket.remoteAddress ?? '';
    return { address: clientAddress(peer, request.headers.get('x-forwarded-for')), place: undefined };
  },
  page,
  log,
};
fetch = createApp(deps).fetch;
log('listening', { origin, port });

if ((await deps.store.countAccounts()) === 0 && config.mode === 'development') {
  const token = await issueSetUpToken({ ...deps, now: deps.now() });
  process.stdout.write(`Set up this gateway, once: ${origin}/set-up#${token}\n`);
}

const sweeping = setInterval(
  () => void Promise.resolve(deps.store.sweep(deps.now())).catch(() => undefined),
  60_000,
);

/** Answers what is under way, takes nothing new, then closes the file. */
let stopping = false;
function stop(signal: string): void {
  if (stopping) return;
  stopping = true;
  log('stopping', { signal });
  clearInterval(sweeping);
  const deadline = setTimeout(() => process.exit(1), 10_000);
  server.close(() => {
    clearTimeout(deadline);
    void host.close().then(() => log('stopped', {}));
  });
  if ('closeIdleConnections' in server) server.closeIdleConnections();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
