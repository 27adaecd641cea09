import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { findCommand } from '../../src/cli/client/commands.ts';
import { commandHelp } from '../../src/cli/client/help.ts';
import type { Action } from '../../src/core/actions/action.ts';
import { kebabCase } from '../../src/core/actions/kebab-case.ts';
import { actions } from '../../src/core/actions/table.ts';
import { API_KEY, apiClient } from '../support/api-client.ts';
import { type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';

const OTHER_KEY = `sallyport_${'Zz9_-'.repeat(8)}abc`;

let gateway: StubGateway;
let client: ReturnType<typeof apiClient>;
beforeAll(async () => {
  gateway = await startStubGateway();
});
beforeEach(() => {
  gateway.says(success({ Users: [] }));
  client = apiClient(undefined);
});
afterEach(() => client.remove());
afterAll(() => gateway.stop());

const file = () => join(client.home, '.config/sallyport/credentials');
const section = (name: string, key: string, address = gateway.address) =>
  `[${name}]\nendpoint_url = ${address}\napi_key = ${key}\n`;

function write(text: string, mode = 0o600): void {
  mkdirSync(dirname(file()), { recursive: true });
  writeFileSync(file(), text);
  chmodSync(file(), mode);
}

/** The key that a listing was sent with. */
async function keySent(words: string[] = [], env: Record<string, string> = {}) {
  const { errors, status } = await client.run(['list-users', ...words], '', env);
  expect(status, errors).toBe(0);
  return gateway.requests.at(-1)?.headers.authorization?.replace('Bearer ', '');
}

describe('where address and key come from', () => {
  test('the environment', async () => {
    const env = { SALLYPORT_ENDPOINT_URL: gateway.address, SALLYPORT_API_KEY: API_KEY };
    expect(await keySent([], env)).toBe(API_KEY);
  });

  test('the default profile, and XDG_CONFIG_HOME when it is set', async () => {
    write(section('default', API_KEY));
    expect(await keySent()).toBe(API_KEY);
    const env = { XDG_CONFIG_HOME: join(client.home, 'nowhere') };
    expect((await client.run(['list-users'], '', env)).status).toBe(253);
  });

  test('S3-27 the profile that --profile or SALLYPORT_PROFILE names; --profile wins over the environment', async () => {
    write(section('default', API_KEY) + section('other', OTHER_KEY));
    expect(await keySent(['--profile', 'other'])).toBe(OTHER_KEY);
    expect(await keySent([], { SALLYPORT_PROFILE: 'other' })).toBe(OTHER_KEY);
    expect(await keySent(['--profile', 'other'], { SALLYPORT_API_KEY: API_KEY })).toBe(OTHER_KEY);
    expect(await keySent(['--profile', 'default'], { SALLYPORT_PROFILE: 'other' })).toBe(API_KEY);
  });

  test('S3-22 --endpoint-url wins over all of them, also before the command and with a path', async () => {
    const env = { SALLYPORT_ENDPOINT_URL: 'https://nowhere.invalid', SALLYPORT_API_KEY: API_KEY };
    const address = `${gateway.address}/auth/`;
    const { status } = await client.run(['--endpoint-url', address, 'list-users'], '', env);
    expect(status).toBe(0);
    expect(gateway.requests[0]?.path).toBe('/auth/api/actions/ListUsers');
  });

  test('S3-28 --region is taken and changes nothing', async () => {
    write(section('default', API_KEY));
    expect(await keySent(['--region', 'eu-central-1'])).toBe(API_KEY);
  });

  test('a file that others can read is warned about', async () => {
    write(section('default', API_KEY), 0o644);
    const { errors, status } = await client.run(['list-users']);
    expect(status).toBe(0);
    expect(errors).toMatch(/^sallyport: warning: .*can be read by others/);
    expect(errors).not.toContain(API_KEY);
  });
});

describe('what is missing or wrong exits with 253 and sends nothing', () => {
  test.each<[string, string[], Record<string, string>, RegExp]>([
    ['no address', [], {}, /address of the gateway is not known.*sallyport configure/],
    ['no key', ['--endpoint-url', 'https://nowhere.invalid'], {}, /Unable to locate an API key/],
    ['an unknown profile', ['--profile', 'nobody'], {}, /The config profile \(nobody\) could not be found/],
    ['a profile named like a prototype', ['--profile', '__proto__'], {}, /could not be found/],
    ['something that is not a key', [], { SALLYPORT_API_KEY: 'hunter2-hunter2' }, /is not one/],
    ['a line break in the key', [], { SALLYPORT_API_KEY: `${API_KEY}\r\nX: y` }, /is not one/],
    ['an address that is none', ['--endpoint-url', 'gateway'], {}, /address/],
    ['an address with a password', ['--endpoint-url', 'https://a:b@nowhere.invalid'], {}, /address/],
    ['an address of another kind', ['--endpoint-url', 'file:///etc/passwd'], {}, /address/],
    ['plain http to another machine', ['--endpoint-url', 'http://nowhere.invalid'], {}, /unencrypted/],
  ])('%s', async (what, words, more, said) => {
    const key: Record<string, string> = what === 'no key' ? {} : { SALLYPORT_API_KEY: API_KEY };
    const address: Record<string, string> =
      'SALLYPORT_API_KEY' in more ? { SALLYPORT_ENDPOINT_URL: gateway.address } : {};
    const { output, errors, status } = await client.run(['list-users', ...words], '', {
      ...key,
      ...address,
      ...more,
    });
    expect(status, errors).toBe(253);
    expect(output).toBe('');
    expect(errors).toMatch(said);
    for (const secret of [API_KEY, 'hunter2']) expect(errors).not.toContain(secret);
    expect(gateway.requests).toHaveLength(0);
  });

  test('a file that cannot be read', async () => {
    mkdirSync(file(), { recursive: true });
    expect((await client.run(['list-users'])).status).toBe(253);
  });
});

describe('sallyport configure', () => {
  test('keeps address and key where only their owner reads them, and the next command uses them', async () => {
    const { output, errors, status } = await client.run(['configure'], `${gateway.address}\n${API_KEY}\n`);
    expect(status, errors).toBe(0);
    expect(output + errors).not.toContain(API_KEY);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file())).mode & 0o777).toBe(0o700);
    expect(await keySent()).toBe(API_KEY);
  });

  test('S3-27 keeps the other profiles, and what is left empty stays', async () => {
    write(`${section('default', API_KEY)}note = mine\n`, 0o644);
    await client.run(['configure', '--profile', 'other'], `${gateway.address}\n${OTHER_KEY}\n`);
    await client.run(['configure'], `\n${OTHER_KEY}\n`);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).toContain('note = mine');
    expect(await keySent(['--profile', 'other'])).toBe(OTHER_KEY);
    expect(await keySent()).toBe(OTHER_KEY);
  });

  test.each([
    ['no key', ['configure'], 'https://gate.example.com\n\n'],
    ['something that is not a key', ['configure'], 'https://gate.example.com\nhunter2\n'],
    ['an address that is none', ['configure'], `gate.example.com\n${API_KEY}\n`],
    ['plain http to another machine', ['configure'], `http://gate.example.com\n${API_KEY}\n`],
    ['a name that no section can have', ['configure', '--profile', 'a.b'], `https://x.example\n${API_KEY}\n`],
    [
      'a name that the reader leaves out',
      ['configure', '--profile', '__proto__'],
      `https://x.example\n${API_KEY}\n`,
    ],
    ['a name of every object', ['configure', '--profile', 'constructor'], `https://x.example\n${API_KEY}\n`],
    ['an option of other commands', ['configure', '--output', 'json'], `https://x.example\n${API_KEY}\n`],
    ['an address as an option', ['configure', '--endpoint-url', 'https://x.example'], `\n${API_KEY}\n`],
  ])('refuses %s and writes nothing', async (_, words, input) => {
    const { errors, status } = await client.run(words, input);
    expect(status).toBe(252);
    expect(errors).not.toMatch(/hunter2|\bat .+:\d+:\d+/);
    expect(existsSync(file())).toBe(false);
  });
});

test.each(['help', '--help'])('sallyport configure %s asks nothing and writes nothing', async word => {
  const { output, status } = await client.run(['configure', word], `${gateway.address}\n${API_KEY}\n`);
  expect(status).toBe(0);
  expect(output).toMatch(/^NAME\n {2}configure\n/);
  expect(existsSync(file())).toBe(false);
});

describe('what needs no gateway', () => {
  test('S3-29 --version shows the version', async () => {
    const { output, status } = await client.run(['--version']);
    expect(status).toBe(0);
    expect(output).toMatch(new RegExp(`^sallyport/${packageJson.version.replaceAll('.', '\\.')} node/\\d+`));
  });

  test('help lists the commands, of gateways and of operators', async () => {
    const { output, status } = await client.run(['help']);
    expect(status).toBe(0);
    for (const name of ['resync-mfa-device', 'import-hardware-mfa-devices', 'configure', 'account create'])
      expect(output).toContain(`\n  ${name}`);
  });

  test.each([
    ['help', 'device', 'unlock'],
    ['--help', 'device', 'unlock'],
    ['help', 'account', 'create'],
    ['help', 'set-up-link'],
    ['help', 'keys', 'new'],
    ['help', 'keys'],
  ])('%s of the operator command %s %s', async (word, ...words) => {
    const { output, errors, status } = await client.run([...words, word]);
    expect(status, errors).toBe(0);
    expect(output).toContain('device unlock --serial-number');
    expect(errors).toBe('');
  });

  test('what the console alone may do is said in the help, and nowhere else', async () => {
    for (const action of Object.values<Action>(actions)) {
      const command = findCommand(kebabCase(action.name));
      if (command !== undefined)
        expect(
          commandHelp(command).includes('With an API key or a long-term access key the gateway refuses it'),
          action.name,
        ).toBe(action.consoleOnly === true);
    }
  });

  test.each([['help'], ['--help']])('S3-03 S3-04 S3-06 S3-39 %s of a command', async word => {
    const { output, status } = await client.run(['resync-mfa-device', word]);
    expect(status).toBe(0);
    expect(output).toMatch(/^NAME\n {2}resync-mfa-device\n\nDESCRIPTION\n {2}\S.+/);
    expect(output).toMatch(/\n {2}\[--user-name <string>\]\n {2}--serial-number <string>\n/);
    expect(output).toMatch(/\n {2}\[--cli-input-json <json>\]\n/);
    expect(output).toMatch(/\nOUTPUT\n {2}None\n$/);
  });
});
