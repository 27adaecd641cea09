// `npm run dev:worker`: the same gateway in workerd with a local D1. Migrations and the server are wrangler's own
// commands; this adds what a first run needs: keys, the schema, and a set-up link while there is no account.
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const dataDir = resolve(process.env.DATA_DIR ?? join(root, '.wrangler/sallyport'));
const port = Number(process.env.PORT ?? 8788) || (await freePort());
const origin = process.env.ORIGIN ?? `http://localhost:${port}`;
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
// Development stays on this machine: no metrics, and no download of a sample `request.cf`.
const environment = {
  ...process.env,
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CI: '1',
};
const local = ['--local', '--persist-to', dataDir];

await mkdir(dataDir, { recursive: true, mode: 0o700 });
const variables = join(dataDir, 'variables');
await writeFile(variables, await readVariables(), { mode: 0o600 });
await chmod(variables, 0o600);

await d1('migrations', 'apply', 'sallyport');
const accounts = JSON.parse(
  await d1('execute', 'sallyport', '--json', '--command', 'SELECT count(*) AS n FROM accounts'),
);
const link = accounts[0].results[0].n === 0 ? await setUpLink() : undefined;

const worker = spawn(
  process.execPath,
  [
    wrangler,
    'dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--persist-to',
    dataDir,
    '--env-file',
    variables,
  ],
  { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
);
worker.stdout.on('data', forward);
worker.stderr.on('data', forward);
worker.on('exit', code => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => worker.kill('SIGTERM'));

await answering();
console.log(JSON.stringify({ time: new Date().toISOString(), event: 'listening', origin, port }));
if (link !== undefined) console.log(`Set up this gateway, once: ${link}`);
console.log(`Its mails are at ${origin}/dev/outbox, its phone is at ${origin}/dev/phone`);

async function readVariables() {
  const earlier = await readFile(variables, 'utf8').catch(() => '');
  const { stdout } = await run(process.execPath, [
    join(root, 'dist/sallyport.js'),
    'keys',
    'new',
    '--id',
    'dev',
  ]);
  const keys = /^SECRET_KEYS=(.+)$/m.exec(earlier)?.[1] ?? stdout.trim();
  const own = Object.keys(process.env).filter(
    key => /^(SMTP_URL|MAIL_FROM|WEBHOOK_PRIVATE_NETWORKS|(TWILIO|PHONE)_\w+)$/.test(key) && process.env[key],
  );
  return [
    ...['MODE=development', `ORIGIN=${origin}`, `SECRET_KEYS=${keys}`],
    ...own.map(key => `${key}='${process.env[key]}'`),
    '',
  ].join('\n');
}

async function setUpLink() {
  const command = [join(root, 'dist/sallyport.js'), 'set-up-link', '--d1', '--origin', origin];
  const { stdout } = await run(process.execPath, command);
  const { Link, Sql } = JSON.parse(stdout);
  await d1('execute', 'sallyport', '--command', Sql);
  return Link;
}

async function d1(...command) {
  const parameters = [wrangler, 'd1', ...command, ...local];
  const { stdout } = await run(process.execPath, parameters, { cwd: root, env: environment });
  return stdout;
}

/** wrangler decorates; the gateway's own lines are JSON. */
function forward(chunk) {
  for (const line of String(chunk).split('\n')) {
    if (/^\s*\{.*\}\s*$/.test(line) || /error/i.test(line)) console.log(line.trim());
  }
}

async function answering() {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise(wake => setTimeout(wake, 100));
  }
  worker.kill('SIGTERM');
  throw new Error('the Worker did not answer within a minute');
}

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
