import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPrivateFile, developmentKeys, openDataDir } from '../../../src/runtime/data-dir.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const mode = (path: string) => statSync(path).mode & 0o777;

describe('the folder of an embedded deployment', () => {
  test('is made readable by its owner alone', () => {
    const dir = join(folder, 'a', 'b');
    openDataDir(dir);
    expect(mode(dir)).toBe(0o700);
  });

  test.each([
    0o755, 0o750, 0o770,
  ])('one that was there keeps its mode %i: it is somebody else who chose it', given => {
    chmodSync(folder, given);
    openDataDir(folder);
    expect(mode(folder)).toBe(given);
  });

  test('keys and database are files of mode 0600', () => {
    developmentKeys(folder);
    createPrivateFile(join(folder, 'sallyport.db'));
    expect(mode(join(folder, 'keys'))).toBe(0o600);
    expect(mode(join(folder, 'sallyport.db'))).toBe(0o600);
  });

  test('files that others could read are tightened, and keep what is in them', () => {
    const keys = developmentKeys(folder);
    const database = join(folder, 'sallyport.db');
    writeFileSync(database, 'rows');
    for (const file of [join(folder, 'keys'), database]) chmodSync(file, 0o664);
    expect(developmentKeys(folder)).toEqual(keys);
    createPrivateFile(database);
    for (const file of [join(folder, 'keys'), database]) expect(mode(file)).toBe(0o600);
    expect(readFileSync(database, 'utf8')).toBe('rows');
  });

  test('the keys are made once and stay: what was sealed yesterday opens today', () => {
    const first = developmentKeys(folder);
    expect(developmentKeys(folder)).toEqual(first);
    const other = mkdtempSync(join(tmpdir(), 'sallyport-data-'));
    expect(developmentKeys(other)).not.toEqual(first);
    rmSync(other, { recursive: true });
  });

  test('a damaged file of keys stops the start: no new key is made over it', () => {
    writeFileSync(join(folder, 'keys'), 'dev:damaged\n');
    expect(() => developmentKeys(folder)).toThrow(/not 32 bytes/);
    writeFileSync(join(folder, 'keys'), '');
    expect(() => developmentKeys(folder)).toThrow();
  });
});
