import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, apiClient } from '../support/api-client.ts';
import { refusal, type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';
import { atTerminal } from '../support/terminal.ts';

let gateway: StubGateway;
let client: ReturnType<typeof apiClient>;
beforeAll(async () => {
  gateway = await startStubGateway();
  client = apiClient(gateway.address);
});
afterAll(async () => {
  client.remove();
  await gateway.stop();
});

const report = {
  Imported: 2,
  Skipped: 1,
  Refused: 0,
  Complete: true,
  Lines: [{ Line: 1, SerialNumber: 'TOKEN000001', Outcome: 'imported' }],
};
beforeEach(() => gateway.says(success(report)));

const CSV = 'serial,secret\nTOKEN000001,3132333435363738393031323334353637383930\n';
const SECRET = '12345678901234567890123456789012';

function file(name: string, text: string): string {
  const path = join(client.home, name);
  writeFileSync(path, text);
  return path;
}

const send = (words: string[], input = '', env: Record<string, string> = {}) =>
  client.run(['import-hardware-mfa-devices', ...words], input, env);

const secretsSent = () => {
  const header = gateway.requests[0]?.headers['sallyport-input'];
  return header === undefined ? undefined : JSON.parse(Buffer.from(String(header), 'base64url').toString());
};

describe('a file of tokens', () => {
  test.each([
    ['tokens.csv', 'text/csv'],
    ['tokens.XML', 'application/pskc+xml'],
    ['tokens.pskc', 'application/pskc+xml'],
    ['tokens', 'application/octet-stream'],
  ])('%s is sent as it is, as %s, and the counts are told', async (name, type) => {
    const { output, errors, status } = await send(['--file', file(name, CSV)]);
    expect(status).toBe(0);
    expect(errors).toBe('2 imported, 1 skipped, 0 refused.\n');
    expect(JSON.parse(output)).toEqual({ ...report, Lines: [] });
    const [request] = gateway.requests;
    expect(request?.path).toBe('/api/actions/ImportHardwareMFADevices');
    expect(request?.headers['content-type']).toBe(type);
    expect(request?.headers['content-length']).toBe(String(CSV.length));
    expect(request?.body).toBe(CSV);
    expect(secretsSent()).toBeUndefined();
  });

  test('standard input can be the file', async () => {
    expect((await send(['--file', '-'], CSV)).status).toBe(0);
    expect(gateway.requests[0]?.body).toBe(CSV);
  });

  test('of 20 MB arrives whole', async () => {
    const lines = 'TOKEN000001,3132333435363738393031323334353637383930\n'.repeat(400_000);
    expect((await send(['--file', file('large.csv', lines)])).status).toBe(0);
    expect(gateway.requests[0]?.body === lines).toBe(true);
  });

  test('refused lines are told one by one, and the exit code is 254', async () => {
    const Lines = [
      ...report.Lines,
      { Line: 2, Outcome: 'refused', Reason: 'The secret is\u001b[2J too short.' },
      { Line: 3, SerialNumber: 'TOKEN000003', Outcome: 'refused', Reason: 'Counter-based.' },
    ];
    gateway.says(success({ ...report, Refused: 2, Complete: false, Lines }));
    const { output, errors, status } = await send(['--file', file('tokens.csv', CSV)]);
    expect(status).toBe(254);
    expect(errors).toContain('2 imported, 1 skipped, 2 refused. The file was not read to its end.\n');
    expect(errors).toContain(
      'line 2: The secret is\\u001b[2J too short.\nline 3 (TOKEN000003): Counter-based.\n',
    );
    expect(JSON.parse(output).Lines).toEqual(Lines.slice(1));
  });

  test('is not sent again by itself: the second report would call skipped what the first try stored', async () => {
    gateway.says('cut');
    expect((await send(['--file', file('tokens.csv', CSV)])).status).toBe(255);
    expect(gateway.requests).toHaveLength(1);
  });

  test('a refusal that comes before the file was read is shown as that', async () => {
    const early = refusal(403, 'ACCESS_DENIED', 'You are not allowed to do this.');
    if (typeof early === 'string') throw new Error('a refusal has a body');
    const server = createServer((_request, response) => {
      response.writeHead(early.status, { 'content-type': 'application/json' }).end(early.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const path = file('large.csv', 'x'.repeat(30_000_000));
    const words = ['--file', path, '--endpoint-url', `http://127.0.0.1:${port}`];
    const { errors, status } = await send(words);
    server.closeAllConnections();
    server.close();
    expect(status, errors).toBe(254);
    expect(errors).toContain(
      '(ACCESS_DENIED) when calling the ImportHardwareMFADevices operation: You are not',
    );
  });
});

describe('what opens an encrypted file', () => {
  test('the key comes from a file or the environment, the password from standard input', async () => {
    const path = file('tokens.xml', '<KeyContainer/>');
    await send(['--file', path, '--pre-shared-key', `file://${file('key', `${SECRET}\n`)}`]);
    expect(secretsSent()).toEqual({ PreSharedKey: SECRET });
    gateway.says(success(report));
    const env = { SALLYPORT_PRE_SHARED_KEY: SECRET };
    await send(['--file', path, '--pre-shared-key', 'env', '--password-stdin'], 'pass wörd\n', env);
    expect(secretsSent()).toEqual({ PreSharedKey: SECRET, Password: 'pass wörd' });
  });

  test('neither key nor password is shown, also not with --debug', async () => {
    const path = file('tokens.xml', '<KeyContainer/>');
    const env = { SALLYPORT_PRE_SHARED_KEY: SECRET };
    const words = ['--file', path, '--pre-shared-key', 'env', '--password-stdin', '--debug'];
    const { output, errors } = await send(words, 'hunter2-hunter2\n', env);
    for (const secret of [SECRET, 'hunter2']) expect(output + errors).not.toContain(secret);
  });

  test.each<[string, string[]]>([
    ['the key itself', ['--file', 'x.xml', '--pre-shared-key', SECRET]],
    ['a key file that is not there', ['--file', 'x.xml', '--pre-shared-key', 'file:///nowhere/at/all']],
    ['env without the variable', ['--file', 'x.xml', '--pre-shared-key', 'env']],
    ['a password on the command line', ['--file', 'x.xml', '--password', SECRET]],
    ['two uses of standard input', ['--file', '-', '--password-stdin']],
    ['no file', []],
    ['a file that is not there', ['--file', '/nowhere/at/all.csv']],
    ['a folder', ['--file', '/']],
  ])('%s is refused, nothing is sent and nothing repeated', async (_, words) => {
    const { errors, status } = await send(words);
    expect(status).toBe(252);
    expect(errors).not.toContain(SECRET);
    expect(gateway.requests).toHaveLength(0);
  });
});

describe('--generate-cli-skeleton and --cli-input-json', () => {
  test.each([
    [[]],
    [['input']],
    [['output']],
    [['yaml-input']],
  ])('S3-18 S3-20 %j sends nothing, with a file and without', async kind => {
    for (const more of [[], ['--file', file('tokens.csv', CSV)]]) {
      const { output, errors, status } = await send([...more, '--generate-cli-skeleton', ...kind]);
      expect(status, errors).toBe(0);
      expect(output).toContain(kind[0] === 'output' ? '"Imported": 0' : 'PreSharedKey');
      expect(gateway.requests).toHaveLength(0);
    }
  });

  test('output checks the parameters', async () => {
    const words = ['--generate-cli-skeleton', 'output', '--cli-input-json'];
    const { errors, status } = await send([...words, `file://${file('input.json', '{"Nonsense":1}')}`]);
    expect(status).toBe(252);
    expect(errors).toContain('Unknown parameter in input: "Nonsense"');
  });

  test('secrets come from a file of JSON or YAML; options win', async () => {
    const path = file('tokens.xml', '<KeyContainer/>');
    const json = file('input.json', JSON.stringify({ PreSharedKey: '00'.repeat(16), Password: 'p' }));
    const env = { SALLYPORT_PRE_SHARED_KEY: SECRET };
    const words = ['--cli-input-json', `file://${json}`, '--pre-shared-key', 'env'];
    expect((await send(['--file', path, ...words], '', env)).status).toBe(0);
    expect(secretsSent()).toEqual({ PreSharedKey: SECRET, Password: 'p' });
    gateway.says(success(report));
    const yaml = file('input.yaml', 'Password: pass wörd\n');
    expect((await send(['--file', path, '--cli-input-yaml', `file://${yaml}`])).status).toBe(0);
    expect(secretsSent()).toEqual({ Password: 'pass wörd' });
  });

  test('a secret in JSON on the command line is refused and not repeated', async () => {
    const words = ['--file', 'x.xml', '--cli-input-json', JSON.stringify({ Password: SECRET })];
    const { errors, status } = await send(words);
    expect(status).toBe(252);
    expect(errors).toContain('belong on no command line');
    expect(errors).not.toContain(SECRET);
    expect(gateway.requests).toHaveLength(0);
  });
});

test('a terminal shows how much was sent and how fast, unless --no-progress is given', async () => {
  const env = { HOME: client.home, SALLYPORT_ENDPOINT_URL: gateway.address, SALLYPORT_API_KEY: API_KEY };
  const words = ['import-hardware-mfa-devices', '--file', file('tokens.csv', CSV)];
  const { shown, status } = await atTerminal(words, env);
  expect(status, shown).toBe(0);
  expect(shown).toMatch(/Sent 0\.0 MB of 0\.0 MB \(100 %\), [\d.]+ MB\/s/);
  expect(shown).toContain('2 imported, 1 skipped, 0 refused.');
  gateway.says(success(report));
  const silent = await atTerminal([...words, '--no-progress'], env);
  expect(silent.shown).not.toContain('Sent');
  expect(silent.shown).toContain('2 imported, 1 skipped, 0 refused.');
});

test('lines that were left out are told, and what a newer gateway says is shown', async () => {
  gateway.says(success({ ...report, LinesOmitted: 7, Newer: 'more' }));
  const { output, errors, status } = await send(['--file', file('tokens.csv', CSV)]);
  expect(status).toBe(0);
  expect(errors).toContain('7 lines are counted, but too many to be listed.\n');
  expect(JSON.parse(output)).toMatchObject({ LinesOmitted: 7, Newer: 'more' });
});

test('an answer that is no report exits with 255 and a sentence', async () => {
  gateway.says(success({ Lines: 'none' }));
  const { errors, status } = await send(['--file', file('tokens.csv', CSV)]);
  expect(status).toBe(255);
  expect(errors).toMatch(/is not a report/);
  expect(errors).not.toMatch(/\bat .+:\d+:\d+/);
});
