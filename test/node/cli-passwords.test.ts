import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { API_KEY, apiClient } from '../support/api-client.ts';
import { newPassword } from '../support/people.ts';
import { type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';
import { atTerminal } from '../support/terminal.ts';

let gateway: StubGateway;
let client: ReturnType<typeof apiClient>;
beforeAll(async () => {
  gateway = await startStubGateway();
  client = apiClient(gateway.address);
});
beforeEach(() => gateway.says(success({})));
afterAll(async () => {
  client.remove();
  await gateway.stop();
});

const OldPassword = `${newPassword()} with spaces `;
const NewPassword = newPassword();
const bodies = () => gateway.requests.map(({ body }) => JSON.parse(body));
const env = () => ({
  SALLYPORT_ENDPOINT_URL: gateway.address,
  SALLYPORT_API_KEY: API_KEY,
  HOME: client.home,
});

test('change-password reads both from standard input, a line each, spaces kept', async () => {
  const done = await client.run(['change-password'], `${OldPassword}\n${NewPassword}\n`);
  expect(done).toEqual({ status: 0, output: '', errors: expect.not.stringContaining(NewPassword) });
  expect(bodies()).toEqual([{ OldPassword, NewPassword }]);
});

test('at a terminal it asks for both, for the new one twice, and shows none of them', async () => {
  const { shown, status } = await atTerminal(['change-password'], env(), [
    ['Old password (not shown): ', OldPassword],
    ['New password (not shown): ', NewPassword],
    ['Again: ', NewPassword],
  ]);
  expect(status, shown).toBe(0);
  for (const password of [OldPassword, NewPassword]) expect(shown).not.toContain(password);
  expect(bodies()).toEqual([{ OldPassword, NewPassword }]);
});

test('at a terminal two different new ones are refused, and nothing is sent', async () => {
  const { status } = await atTerminal(['change-password'], env(), [
    ['Old password (not shown): ', OldPassword],
    ['New password (not shown): ', NewPassword],
    ['Again: ', `${NewPassword}x`],
  ]);
  expect(status).toBe(252);
  expect(bodies()).toEqual([]);
});

test('a password on the command line is refused and not repeated, in JSON as well', async () => {
  const json = JSON.stringify({ OldPassword, NewPassword });
  for (const words of [
    ['--old-password', OldPassword],
    [`--new-password=${NewPassword}`],
    ['--cli-input-json', json],
  ]) {
    const { errors, status } = await client.run(['change-password', ...words], `${OldPassword}\n`);
    expect(status).toBe(252);
    expect(errors).toMatch(/passwords belong on no command line/);
    for (const password of [OldPassword, NewPassword]) expect(errors).not.toContain(password);
  }
  expect(bodies()).toEqual([]);
});

test('passwords come from files, too', async () => {
  const [old, json] = ['old', 'input.json'].map(name => join(client.home, name));
  writeFileSync(old ?? '', `${OldPassword}\n`);
  writeFileSync(json ?? '', JSON.stringify({ NewPassword }));
  const words = ['--old-password', `file://${old}`, '--cli-input-json', `file://${json}`];
  expect(await client.run(['change-password', ...words])).toMatchObject({ status: 0 });
  expect(bodies()).toEqual([{ OldPassword, NewPassword }]);
});

test('a missing password is named, and nothing is sent', async () => {
  const { errors, status } = await client.run(['change-password'], `${OldPassword}\n`);
  expect(status).toBe(252);
  expect(errors).toMatch(/required: --new-password$/m);
  expect(bodies()).toEqual([]);
});
