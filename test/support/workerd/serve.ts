// One gateway in workerd: `node serve.ts <prepared folder>`, with the variables of the gateway in the environment.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { places, type Secrets, secrets, startWorkerd } from './workerd.ts';

const [prepared = ''] = process.argv.slice(2);
const { DATA_DIR: dataDir = '', MODE = 'development' } = process.env;
const fresh = !existsSync(dataDir) || readdirSync(dataDir).length === 0;
if (fresh) cpSync(places(prepared).data, dataDir, { recursive: true });
const { SECRET_KEYS, setUpToken }: Secrets = JSON.parse(readFileSync(secrets(dataDir), 'utf8'));

const port = Number(process.env.PORT) || (await freePort());
const { ORIGIN = `http://localhost:${port}` } = process.env;
const own = Object.entries(process.env).filter(([name]) =>
  /^(SMTP_URL|MAIL_FROM|WEBHOOK_PRIVATE_NETWORKS|(TWILIO|PHONE)_\w+)$/.test(name),
);
const workerd = await startWorkerd(prepared, dataDir, port, {
  ...(Object.fromEntries(own) as Record<string, string>),
  ...{ MODE, ORIGIN, SECRET_KEYS },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
say(JSON.stringify({ time: new Date().toISOString(), event: 'listening', origin: ORIGIN, port }));
if (fresh) say(`Set up this gateway, once: ${ORIGIN}/set-up#${setUpToken}`);

async function end(): Promise<void> {
  await workerd.dispose();
  process.exit();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Asked for before the start, because the gateway must know its address. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
