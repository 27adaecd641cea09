// `npm run build`: the pages, the server and the command line, each as few files as possible. Bundled, the whole
// server starts in a quarter of a second; unbundled, reading drizzle's modules alone takes 400 ms.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { build as buildPages } from 'vite';

const root = join(import.meta.dirname, '..');
await rm(join(root, 'dist'), { recursive: true, force: true });
await buildPages({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
const node = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Native code stays in its packages.
  external: ['better-sqlite3', '@node-rs/argon2'],
  // Of jsonc-parser the default for Node asks `require` for names that no bundler can follow; of fflate it declares a
  // `require` of its own, beside the one below.
  alias: { fflate: 'fflate/browser', 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};
// In parts: what checks the signatures of keys, reads inventories and sends mail is loaded when it is first needed.
await build({
  ...node,
  entryPoints: { server: 'src/runtime/node.ts', 'writer-thread': 'src/adapters/store/writer-thread.ts' },
  splitting: true,
  chunkNames: 'server-[name]-[hash]',
});
/**
 * The command line reads what the table says of each action and runs none of its handlers. What checks the signatures
 * of security keys is two thirds of its weight and a third of its start: it stays out, and so do the world's phone numbers
 * and what draws QR codes.
 */
const withoutSignatures = {
  name: 'without-signatures',
  setup(bundle) {
    bundle.onResolve({ filter: /^(@simplewebauthn\/|libphonenumber-js|fast-png|uqr)/ }, ({ path }) => ({
      path,
      namespace: 'absent',
    }));
    bundle.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};
// In parts: a command that asks a gateway must not wait for the database of those that work on this machine. All
// of them lie in `dist` itself, because the operator's find the migrations from where they are.
await build({
  ...node,
  entryPoints: { sallyport: 'src/cli/main.ts' },
  plugins: [withoutSignatures],
  splitting: true,
  chunkNames: 'sallyport-[name]-[hash]',
});
