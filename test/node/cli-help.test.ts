import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { ownFlags } from '../../src/cli/client/command-flags.ts';
import { actionCommands, findCommand } from '../../src/cli/client/commands.ts';
import { exampleOf } from '../../src/cli/client/example.ts';
import { IMPORT_COMMAND } from '../../src/cli/client/import-tokens.ts';
import { readFlags, Written } from '../../src/cli/client/words.ts';
import { kebabCase } from '../../src/core/actions/kebab-case.ts';
import { actions } from '../../src/core/actions/table.ts';
import { apiClient } from '../support/api-client.ts';

let client: ReturnType<typeof apiClient>;
beforeAll(() => {
  client = apiClient('https://gate.example.com');
});
afterAll(() => client.remove());

const helpOf = async (...words: string[]) => (await client.run([...words, 'help'])).output;

describe('the help of resync-mfa-device', () => {
  test('S3-05 S3-41 links to the documentation of the action and of MFA at the gateway', async () => {
    const help = await helpOf('resync-mfa-device');
    expect(help).toContain('https://gate.example.com/docs#ResyncMFADevice');
    expect(help).toContain('https://gate.example.com/help');
  });

  test('S3-35 S3-36 says that it has to be configured, and how to quote', async () => {
    const help = await helpOf('resync-mfa-device');
    expect(help).toContain('sallyport configure');
    expect(help).toMatch(/single quotes[\s\S]*https:\/\/\S+Quoting/);
  });

  test('S3-37 has the example of several lines', async () => {
    expect(await helpOf('resync-mfa-device')).toContain(
      `sallyport resync-mfa-device \\
      --user-name Bob \\
      --serial-number arn:aws:iam::210987654321:mfa/BobsMFADevice \\
      --authentication-code1 123456 \\
      --authentication-code2 987654
`,
    );
  });

  test('S0-76 says that with old codes the request fails', async () => {
    expect(await helpOf('resync-mfa-device')).toMatch(/codes that are too old the request fails/);
  });
});

test('S3-01 S3-02 help says the version, and where the newest and the way to it are documented', async () => {
  const { output } = await client.run(['help']);
  expect(output).toContain(`\nVERSION\n  ${packageJson.version}.`);
  expect(output).toContain('https://gate.example.com/docs');
  expect(output).toMatch(/how to change to it/);
});

test('S3-29 --version is the version of a command, too', async () => {
  expect((await client.run(['list-users', '--version'])).output).toContain(packageJson.version);
});

test('every action of the table is a command', () => {
  const commands = [...actionCommands().map(({ name }) => name), IMPORT_COMMAND].sort();
  expect(commands).toEqual(Object.keys(actions).map(kebabCase).sort());
});

test.each(
  actionCommands().map(({ name }) => name),
)('the example of %s is a command line that it takes', name => {
  const command = findCommand(name);
  if (command === undefined) throw new Error(name);
  const words = exampleOf(command)
    .split(/\s+(?:\\\n\s+)?/)
    .slice(2);
  expect(readFlags(words, ownFlags(command))).toBeInstanceOf(Written);
});
