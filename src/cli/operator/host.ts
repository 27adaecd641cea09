import { join } from 'node:path';
import { createWebhookPost } from '../../adapters/webhooks/post-node.ts';
import type { Context } from '../../core/ports.ts';
import { type Config, readConfig } from '../../runtime/config.ts';
import { openHost } from '../../runtime/host.ts';

/** The configuration, or undefined after its problems were printed. */
export function configuration(): Config | undefined {
  const config = readConfig(process.env);
  if (!Array.isArray(config)) return config;
  process.stderr.write(`${config.map(problem => `sallyport: ${problem}`).join('\n')}\n`);
  return undefined;
}

/** Runs a use case of the core on this machine's store, as somebody who is allowed to be on the machine. */
export async function onHost<T>(config: Config, use: (context: Context) => Promise<T>): Promise<T> {
  const host = await openHost(config, join(import.meta.dirname, '../drizzle/sqlite'));
  try {
    return await use({
      ...host.ports,
      now: Date.now(),
      caller: {
        requestId: crypto.randomUUID(),
        address: 'this machine',
        place: undefined,
        userAgent: 'sallyport',
      },
      sendsMail: config.mail !== undefined || config.mode === 'development',
      phone: undefined,
      webhooks: createWebhookPost(config.webhookNetworks),
      relyingParty: { id: config.rpId, name: 'Sallyport', origin: config.origin ?? 'http://localhost' },
    });
  } finally {
    await host.close();
  }
}
