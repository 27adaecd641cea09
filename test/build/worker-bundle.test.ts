import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let printed = '';
beforeAll(async () => {
  const deploy = ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', folder];
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false' };
  printed = (await promisify(execFile)(process.execPath, deploy, { env })).stdout;
}, 60_000);

test('wrangler would deploy it, with its database and its pages', () => {
  expect(printed).toContain('env.DB');
  expect(printed).toContain('env.ASSETS');
});

// 80 kB of it say which phone numbers exist, and of which kind: who calls without knowing pays premium rates.
test("the Worker's code stays under 450 kB gzip", () => {
  expect(gzipSync(readFileSync(join(folder, 'worker.js')), { level: 9 }).length).toBeLessThan(450_000);
});

test('of Node it asks only for what workerd has itself, and all of it is for mail', () => {
  const code = readFileSync(join(folder, 'worker.js'), 'utf8');
  const asked = [...code.matchAll(/(?:from|import|require\() ?["']node:([\w/]+)["']/g)].map(
    ([, name]) => name,
  );
  expect([...new Set(asked)].sort()).toEqual(
    'crypto dns events fs http https net os stream tls url util zlib'.split(' '),
  );
});
