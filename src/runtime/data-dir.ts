import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSecretKeys, type SecretKey } from '../adapters/crypto/keys.ts';

/** The folder of an embedded deployment, made readable by its owner alone. One that was there stays as it is. */
export function openDataDir(dataDir: string): void {
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
}

/** Development keeps its keys in a file beside the database, made at the first start. */
export function developmentKeys(dataDir: string): readonly [SecretKey, ...SecretKey[]] {
  const file = join(dataDir, 'keys');
  if (!existsSync(file)) {
    // `wx`: of two processes that start at once, one makes the file and the other reads it.
    try {
      writeFileSync(file, `${newSecretKey('dev')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
  }
  chmodSync(file, 0o600);
  const keys = parseSecretKeys(readFileSync(file, 'utf8').trim());
  if (typeof keys === 'string') throw new Error(`${file}: ${keys}`);
  return keys as [SecretKey, ...SecretKey[]];
}

/** A key in the form of `SECRET_KEYS`. */
export function newSecretKey(id: string): string {
  return `${id}:${randomBytes(32).toString('base64')}`;
}

/** Before anything opens it: SQLite would create the file readable by all. */
export function createPrivateFile(file: string): void {
  if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600, flag: 'a' });
  chmodSync(file, 0o600);
}
