import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Line } from './report.ts';

/** What `wrangler deploy` would upload, code and WebAssembly, compressed. */
export async function workerSize(): Promise<Line> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-worker-'));
  try {
    const wrangler = ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', folder];
    await promisify(execFile)(process.execPath, wrangler, {
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    });
    const modules = readdirSync(folder).filter(name => /\.(js|wasm)$/.test(name));
    const bytes = modules.map(name => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length);
    const size = bytes.reduce((sum, one) => sum + one, 0) / 1000;
    return {
      what: "the Worker's bundle, gzip",
      figure: `${size.toFixed(0)} kB`,
      beside: '',
      // 260 before it sent mail, read XML and unwrapped keys; a Worker may have 3,000.
      limit: { text: 'under 450 kB', holds: size < 450 },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything that the sign-in page loads, gzip: the page, and what it names, and what that names. */
export function signInPageSize(): Line {
  const seen = new Set<string>();
  const follow = (file: string): number => {
    if (seen.has(file)) return 0;
    seen.add(file);
    const content = readFileSync(`dist/web/${file}`);
    const named = [...content.toString('utf8').matchAll(/(?:assets\/|\.\/)([\w.-]+\.(?:js|css|svg))/g)].map(
      match => `assets/${match[1]}`,
    );
    return gzipSync(content, { level: 9 }).length + named.reduce((sum, name) => sum + follow(name), 0);
  };
  const size = follow('sign-in.html') / 1000;
  return {
    what: 'everything the sign-in page loads, gzip',
    figure: `${size.toFixed(1)} kB in ${seen.size} files`,
    beside: '',
    limit: { text: 'under 23 kB', holds: size < 23 },
  };
}
