import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { places, type Secrets, secrets, startWorkerd } from './workerd.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the Worker's bundle and an empty store wait to be started and copied. */
    workerd: string;
  }
}

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');

/** Once for a run of the suites in workerd: every gateway starts from a bundle and a copy of a migrated store. */
export default async function prepare(project: TestProject): Promise<() => void> {
  // The suites are projects of their own, which prepare one after the other: the second finds the first one's folder.
  const folder = join(tmpdir(), `sallyport-workerd-${process.pid}`);
  project.provide('workerd', folder);
  const clear = () => rmSync(folder, { recursive: true, force: true });
  if (existsSync(folder)) return clear;
  try {
    mkdirSync(places(folder).data, { recursive: true, mode: 0o700 });
    await Promise.all([bundle(folder), configuration(folder)]);
    await emptyStore(folder);
    return clear;
  } catch (failure) {
    clear();
    throw failure;
  }
}

async function bundle(folder: string): Promise<void> {
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const deploy = [wrangler, 'deploy', '--dry-run', '--outdir', places(folder).bundle];
  await run(process.execPath, deploy, { cwd: ROOT, env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } });
}

/** wrangler.toml, as wrangler itself reads it. */
async function configuration(folder: string): Promise<void> {
  const { unstable_getMiniflareWorkerOptions: read } = await import('wrangler');
  writeFileSync(places(folder).options, JSON.stringify(read(join(ROOT, 'wrangler.toml')).workerOptions));
}

async function emptyStore(folder: string): Promise<void> {
  const { data } = places(folder);
  const link = await sallyport('set-up-link', '--d1', '--origin', 'http://localhost');
  const { Link, Sql } = JSON.parse(link) as { Link: string; Sql: string };
  const keys = (await sallyport('keys', 'new', '--id', 'dev')).trim();
  const workerd = await startWorkerd(folder, data, 0, {});
  try {
    const database = await workerd.getD1Database('DB');
    const files = globSync(join(ROOT, 'drizzle/sqlite/*.sql')).sort();
    const statements = files.flatMap(file => readFileSync(file, 'utf8').split('--> statement-breakpoint'));
    const all = [...statements, ...Sql.split(';')];
    await database.batch(all.map(statement => database.prepare(statement)));
  } finally {
    await workerd.dispose();
  }
  const kept: Secrets = { SECRET_KEYS: keys, setUpToken: new URL(Link).hash.slice(1) };
  writeFileSync(secrets(data), JSON.stringify(kept), { mode: 0o600 });
}

async function sallyport(...parameters: string[]): Promise<string> {
  return (await run(process.execPath, [join(ROOT, 'dist/sallyport.js'), ...parameters])).stdout;
}
