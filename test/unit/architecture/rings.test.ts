import { describe, expect, test } from 'vitest';
import { type Import, importsBelow, importsOf } from './imports.ts';

const src = importsBelow('src');
const web = importsBelow('web');
const show = ({ from, to }: Import) => `${from} imports ${to}`;
const ours = (path: string) => path.startsWith('src/') || path.startsWith('web/');
const ringOf = (path: string) => path.split('/').slice(0, 2).join('/');
const ofPackage = (name: string) => (used: Import) => used.to === name || used.to.startsWith(`${name}/`);

/** runtime -> http -> core <- adapters; runtime -> adapters; cli stands beside runtime. */
const MAY_IMPORT: Record<string, string[]> = {
  'src/core': [],
  'src/http': ['src/core'],
  'src/adapters': ['src/core'],
  'src/runtime': ['src/core', 'src/http', 'src/adapters'],
  'src/cli': ['src/core', 'src/http', 'src/adapters', 'src/runtime'],
};

describe('the rings (DESIGN section 2)', () => {
  test('are all there, and nothing else is', () => {
    expect([...new Set(src.map(({ from }) => ringOf(from)))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  test.each(Object.entries(MAY_IMPORT))('%s imports only what lies further in: %j', (ring, inner) => {
    const own = src.filter(({ from, to }) => ringOf(from) === ring && ours(to));
    expect(own.length).toBeGreaterThan(5);
    const wrong = own.filter(({ to }) => ![ring, ...inner].includes(ringOf(to)));
    expect(wrong.map(show)).toEqual([]);
  });

  test('the core reaches for no platform: no node:, no HTTP, no SQL, no mail', () => {
    const allowed = [
      'zod',
      'otplib',
      '@noble/hashes',
      '@simplewebauthn/server',
      '@scure/base',
      'sax',
      'libphonenumber-js',
      'uqr',
      'fast-png',
      'jsonc-parser',
    ];
    const packages = src.filter(({ from, to }) => from.startsWith('src/core/') && !ours(to));
    const wrong = packages.filter(used => !allowed.some(name => ofPackage(name)(used)));
    expect(wrong.map(show)).toEqual([]);
  });

  test('the command line that asks a gateway knows the table of actions, and nothing else of it', () => {
    const own = src.filter(({ from, to }) => from.startsWith('src/cli/client/') && ours(to));
    expect(own.length).toBeGreaterThan(5);
    const home = /^src\/(cli\/client\/|cli\/operator\/names\.ts$|core\/actions\/|core\/inputs\.ts$)/;
    expect(own.filter(({ to }) => !home.test(to)).map(show)).toEqual([]);
  });

  test('nothing of the tests is imported by the product', () => {
    expect([...src, ...web].filter(({ to }) => /^test\/|vitest/.test(to)).map(show)).toEqual([]);
  });
});

describe('libraries with one importer', () => {
  test.each([
    ['otplib', 'src/core/totp/'],
    ['@noble/hashes', 'src/core/totp/'],
    ['@simplewebauthn/server', 'src/core/fido/'],
    ['sax', 'src/core/inventory/'],
    ['@scure/base', 'src/core/'],
    ['libphonenumber-js', 'src/core/phone/'],
    ['uqr', 'src/core/qr-code/'],
    ['fast-png', 'src/core/qr-code/'],
    ['jsonc-parser', 'src/core/policy/'],
    ['@noble/ciphers', 'src/adapters/crypto/'],
    ['drizzle-orm', 'src/adapters/store/'],
    ['better-sqlite3', 'src/adapters/store/'],
    ['@node-rs/argon2', 'src/adapters/password/'],
    ['argon2id', 'src/adapters/password/'],
    ['nodemailer', 'src/adapters/mail/'],
    ['hono', 'src/http/'],
    ['fast-xml-builder', 'src/http/query/'],
    ['@hono/node-server', 'src/runtime/'],
    ['@jmespath-community/jmespath', 'src/cli/client/'],
    ['ini', 'src/cli/client/'],
    ['yaml', 'src/cli/client/'],
  ])('%s is imported below %s alone', (name, home) => {
    const users = src.filter(ofPackage(name));
    expect(users.length).toBeGreaterThan(0);
    // The Worker hands the WebAssembly module over: only a static import can be compiled there.
    const wrong = users.filter(({ from, to }) => !from.startsWith(home) && !to.endsWith('.wasm'));
    expect(wrong.map(show)).toEqual([]);
  });
});

describe('the pages', () => {
  test('import types of the gateway and no values: a contract weighs 113 kB', () => {
    const values = web.filter(({ to, typeOnly }) => to.startsWith('src/') && !typeOnly);
    expect(values.map(show)).toEqual([]);
  });

  test('are imported by nothing of the gateway', () => {
    expect(src.filter(({ to }) => to.startsWith('web/')).map(show)).toEqual([]);
  });
});

describe('what counts as an import of a value', () => {
  test.each([
    ["import type { A } from './a.ts';", true],
    ["import type A from './a.ts';", true],
    ["import { type A, type B } from './a.ts';", true],
    ["export type { A } from './a.ts';", true],
    ["import { type A, b } from './a.ts';", false],
    ["import {\n  type A,\n  b,\n} from './a.ts';", false],
    ["import a from './a.ts';", false],
    ["import * as a from './a.ts';", false],
    ["export * from './a.ts';", false],
    ["export { a } from './a.ts';", false],
    ["import './a.ts';", false],
    ["const a = await import('./a.ts');", false],
  ])('%j: types alone is %s', (source, typeOnly) => {
    expect(importsOf('web/page.tsx', source)).toEqual([{ from: 'web/page.tsx', to: 'web/a.ts', typeOnly }]);
  });
});
