import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { newPassword } from '../support/people.ts';
import { sallyport as run } from '../support/sallyport.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sallyport-cli-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const sallyport = (parameters: string[], input = '') => run(dataDir, parameters, input);

const parameters = ['account', 'create', '--email', 'operator@example.com', '--phone', '+4930901820'];
const password = newPassword();

test.each([
  ['a short password', parameters, 'short\n'],
  ['no password', parameters, ''],
  ['no address', ['account', 'create', '--phone', '+4930901820'], `${password}\n`],
  ['an unknown option', [...parameters, '--admin'], `${password}\n`],
  ['a password on the command line', [...parameters, '--password', password], ''],
])('account create refuses %s, says why and creates nothing', async (_, given, input) => {
  const { output, errors, status } = await sallyport(given, input);
  expect(status).not.toBe(0);
  expect(output).toBe('');
  expect(errors).toMatch(/sallyport: .+/);
  expect(errors).not.toMatch(/\bat .+:\d+:\d+/);
});

test('account create makes the account and its owner, with the password from standard input', async () => {
  const { output, status } = await sallyport(parameters, `${password}\n`);
  expect(status).toBe(0);
  expect(JSON.parse(output)).toEqual({ AccountId: expect.stringMatching(/^\d{12}$/) });
  expect(output).not.toContain(password);
  const gateway = await startGateway({ runtime: 'node', dataDir });
  try {
    expect(gateway.output()).not.toContain('/set-up#');
    const credentials = { as: 'owner', email: 'operator@example.com', password };
    data(await new Client(gateway).post('/api/sign-in/password', credentials));
  } finally {
    await gateway.stop();
  }
});

test('keys new prints a key that production accepts, another one each time', async () => {
  const keys = [await sallyport(['keys', 'new']), await sallyport(['keys', 'new'])].map(({ output }) =>
    output.trim(),
  );
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) {
    expect(Buffer.from(key.split(':')[1] ?? '', 'base64').length).toBe(32);
    const env = { MODE: 'production', ORIGIN: 'https://gate.example.com', SECRET_KEYS: key };
    const gateway = await startGateway({ runtime: 'node', env });
    await gateway.stop();
  }
});

test.each([
  ['set-up-link', '--admin'],
  ['set-up-link', 'more'],
  ['account', 'create', '--nonsense'],
  ['account', 'create', '--email'],
  ['device', 'unlock', '--everything'],
  ['device', 'unlock', '--serial-number'],
  ['device', 'unlock'],
  ['keys', 'new', '--length', '8'],
])('%s %s %s exits with 252 and a sentence, without a stack', async (...words) => {
  const { output, errors, status } = await sallyport(words, `${password}\n`);
  expect(status).toBe(252);
  expect(output).toBe('');
  expect(errors).toMatch(/^sallyport: .{8,}/);
  expect(errors).not.toMatch(/^\s*at .+:\d+:\d+/m);
});

test('an unknown command prints how to use it', async () => {
  const { errors, status } = await sallyport(['frobnicate']);
  expect(status).not.toBe(0);
  expect(errors).toContain('usage: sallyport');
});
