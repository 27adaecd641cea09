import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Page } from '../http/deps.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface StoredPage {
  readonly plain: Buffer<ArrayBuffer>;
  readonly zipped: Buffer<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/** The built pages, read and compressed once: a path that is not in the map is not served, whatever it spells. */
export async function loadPages(folder: string) {
  const pages = new Map<string, StoredPage>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).replaceAll('\\', '/');
    const plain = await readFile(file);
    // Vite puts a hash of the content into the names under /assets.
    const caching = path.startsWith('/assets/')
      ? { 'cache-control': 'public, max-age=31536000, immutable' }
      : {};
    const headers = { 'content-type': type, vary: 'accept-encoding', ...caching };
    pages.set(path, { plain, zipped: await promisify(gzip)(plain, { level: 9 }), headers });
  }
  return async (path: string, request: Request): Promise<Page | undefined> => {
    const page = pages.get(path);
    if (page === undefined) return undefined;
    const zip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
    return zip
      ? { body: page.zipped, headers: { ...page.headers, 'content-encoding': 'gzip' } }
      : { body: page.plain, headers: page.headers };
  };
}
