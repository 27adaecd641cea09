import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  test('is readable by its owner alone, also where it was there before', () => {
    const dir = join(folder, 'a', 'b');
    openDataDir(dir);
    expect(mode(dir)).toBe(0o700);
    chmodSync(folder, 0o755);
    openDataDir(folder);
    expect(mode(folder)).toBe(0o700);
  });

  test('keys and database are files of mode 0600', () => {
    developmentKeys(folder);
    createPrivateFile(join(folder, 'sallyport.db'));
    expect(mode(join(folder, 'keys'))).toBe(0o600);
    expect(mode(join(folder, 'sallyport.db'))).toBe(0o600);
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
