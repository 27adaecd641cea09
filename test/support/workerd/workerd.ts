import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';

const ROOT = join(import.meta.dirname, '../../..');
/** What `prepare.ts` leaves for all gateways of a run. */
export const places = (prepared: string) => ({
  bundle: join(prepared, 'bundle'),
  options: join(prepared, 'options.json'),
  data: join(prepared, 'data'),
});
/** Beside the store in a data folder: the keys that its secrets are sealed with, and the token of its set-up link. */
export const secrets = (dataDir: string) => join(dataDir, 'secrets.json');

export interface Secrets {
  readonly SECRET_KEYS: string;
  readonly setUpToken: string;
}

/**
 * The bundle that a deployment uploads, in workerd with a D1 of files, as `wrangler dev` runs it, without wrangler's
 * bundling and its proxy: an eighth of the time.
 */
export async function startWorkerd(
  prepared: string,
  dataDir: string,
  port: number,
  variables: Record<string, string>,
): Promise<Miniflare> {
  const { bundle, options } = places(prepared);
  const { bindings, ...worker } = JSON.parse(readFileSync(options, 'utf8'));
  const files = readdirSync(bundle).filter(name => name.endsWith('.wasm'));
  const workerd = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port,
      cf: false,
      resourcePersistencePath: join(dataDir, 'v3'),
      unsafeTriggerHandlers: true,
      logRequests: false,
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: ({ message }) => process.stdout.write(`${message}\n`),
      workers: [
        {
          ...worker,
          name: 'sallyport',
          rootPath: ROOT,
          modulesRoot: bundle,
          modules: [
            { type: 'ESModule', path: join(bundle, 'worker.js') },
            ...files.map(name => ({ type: 'CompiledWasm' as const, path: join(bundle, name) })),
          ],
          bindings: { ...bindings, ...variables },
        },
      ],
    }),
  );
  await workerd.ready;
  return workerd;
}
