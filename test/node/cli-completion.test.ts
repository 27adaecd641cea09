import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '../support/api-client.ts';

let client: ReturnType<typeof apiClient>;
beforeAll(() => {
  client = apiClient(undefined);
  const folder = join(client.home, '.config/sallyport');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'credentials'), '[default]\n\n[work]\n', { mode: 0o600 });
});
afterAll(() => client.remove());

const words = async (...typed: string[]) => {
  const { output, errors, status } = await client.run(['completion', 'words', ...typed]);
  expect(status, errors).toBe(0);
  return output.split('\n').filter(Boolean);
};

describe('what may follow', () => {
  test.each<[string[], string[]]>([
    [['resync'], ['resync-mfa-device']],
    [['iam', 'resync'], ['resync-mfa-device']],
    [['--output', 'json', 'resync'], ['resync-mfa-device']],
    [['list-users', '--page'], ['--page-size']],
    [
      ['resync-mfa-device', '--auth'],
      ['--authentication-code1', '--authentication-code2'],
    ],
    [
      ['list-users', '--output', ''],
      ['json', 'table', 'text', 'yaml', 'yaml-stream'],
    ],
    [['list-users', '--output', '=', 'te'], ['text']],
    [
      ['list-users', '--output', '='],
      ['json', 'table', 'text', 'yaml', 'yaml-stream'],
    ],
    [
      ['list-virtual-mfa-devices', '--assignment-status', 'A'],
      ['Any', 'Assigned'],
    ],
    [['set-user-mfa-requirement', '--no-req'], ['--no-required']],
    [
      ['list-users', '--profile', ''],
      ['default', 'work'],
    ],
    [['list-users', '--version', '--profile', 'w'], ['work']],
    [
      ['import-hardware-mfa-devices', '--no-p'],
      ['--no-paginate', '--no-progress'],
    ],
    [
      ['configure', '--'],
      ['--profile', '--version'],
    ],
    [['break-'], ['break-glass']],
    [['device', 'u'], ['unlock']],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
    [['list-users', '--ca-bundle', ''], []],
    [['nonsense', '--'], []],
  ])('%j: %j', async (typed, expected) => {
    expect(await words(...typed)).toEqual(expected);
  });
});

/** `sallyport` of the script is the built program. */
function install(): NodeJS.ProcessEnv {
  const program = join(client.home, 'sallyport');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/sallyport.js')}' "$@"\n`);
  chmodSync(program, 0o755);
  return { PATH: `${client.home}:${process.env.PATH}`, HOME: client.home };
}

test('a real bash completes with the script', async () => {
  const { output } = await client.run(['completion', 'bash']);
  const ask = (line: string[]) =>
    execFileSync(
      'bash',
      [
        '-c',
        `${output}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sallyport sallyport; printf '%s\\n' "\${COMPREPLY[@]}"`,
        ...['bash', ...line],
      ],
      { env: install(), encoding: 'utf8' },
    );
  expect(ask(['sallyport', 'resync-mfa'])).toBe('resync-mfa-device\n');
  expect(ask(['sallyport', 'list-users', '--profile', 'w'])).toBe('work\n');
});

test.each([
  ['bash', '-n'],
  ['zsh', '-n'],
  ['fish', '--no-execute'],
])('%s takes the script, where that shell is installed', async (shell, check) => {
  const { output } = await client.run(['completion', shell]);
  expect(output).toContain('completion words');
  const path = join(client.home, `script.${shell}`);
  writeFileSync(path, output);
  const checked = spawnSync(shell, [check, path], { encoding: 'utf8' });
  if (checked.error !== undefined && 'code' in checked.error && checked.error.code === 'ENOENT') return;
  expect(checked.stderr).toBe('');
  expect(checked.status).toBe(0);
});

test('another shell is refused', async () => {
  expect((await client.run(['completion', 'tcsh'])).status).toBe(252);
  expect((await client.run(['completion'])).status).toBe(252);
});
