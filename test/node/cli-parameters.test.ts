import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, apiClient } from '../support/api-client.ts';
import { type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';

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

const VIRTUAL = 'arn:aws:iam::123456789012:mfa/RichardsMFA';
const codes = ['--authentication-code1', '123456', '--authentication-code2', '987654'];
const resync = ['resync-mfa-device', '--user-name', 'Richard', '--serial-number', VIRTUAL, ...codes];

/** The body of the one request that was sent. */
function sent(): unknown {
  expect(gateway.requests).toHaveLength(1);
  return JSON.parse(gateway.requests[0]?.body ?? '');
}

async function expectMisuse(words: readonly string[], said: RegExp): Promise<string> {
  const { output, errors, status } = await client.run(words);
  expect(status, errors).toBe(252);
  expect(output).toBe('');
  expect(errors).toMatch(said);
  expect(gateway.requests).toHaveLength(0);
  return errors;
}

describe('a resync', () => {
  test.each([
    ['S0-72 S3-37 virtual, by its ARN', VIRTUAL],
    ['S0-73 hardware, by its serial number', 'ABCD12345678'],
  ])('%s: sends exactly what was written; S3-38 S3-39 prints nothing and exits with 0', async (_, serial) => {
    const words = ['resync-mfa-device', '--user-name', 'Richard', '--serial-number', serial, ...codes];
    expect(await client.run(words)).toEqual({ output: '', errors: '', status: 0 });
    expect(sent()).toEqual({
      UserName: 'Richard',
      SerialNumber: serial,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '987654',
    });
    expect(gateway.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/actions/ResyncMFADevice',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    });
  });

  test('S3-07 S3-08 the alphabet of user names passes, anything else is refused here', async () => {
    await client.run([...resync, '--user-name', 'a_Z9+=,.@-']);
    expect(sent()).toMatchObject({ UserName: 'a_Z9+=,.@-' });
    gateway.says(success({}));
    for (const name of ['Ri chard', 'Richard;', 'Rïchard', ''])
      await expectMisuse([...resync, '--user-name', name], /^--user-name: .{8,}/m);
  });

  test('S3-09 S3-10 the alphabet of serial numbers passes, anything else is refused here', async () => {
    await client.run([...resync, '--serial-number', 'aZ9_+=/:,.@-']);
    expect(sent()).toMatchObject({ SerialNumber: 'aZ9_+=/:,.@-' });
    gateway.says(success({}));
    for (const serial of ['ABCD 12345678', 'ABCD*12345678', 'short'])
      await expectMisuse([...resync, '--serial-number', serial], /^--serial-number: .{8,}/m);
  });

  test.each([
    '12345',
    '1234567',
    'abcdef',
    '      ',
    '١٢٣٤٥٦',
    '',
  ])('S3-11 S3-12 S3-13 the code %j is refused here, by name and not repeated', async code => {
    for (const flag of ['--authentication-code1', '--authentication-code2']) {
      const errors = await expectMisuse([...resync, flag, code], new RegExp(`^${flag}: .{8,}`, 'm'));
      if (code.trim() !== '') expect(errors).not.toContain(code);
      gateway.says(success({}));
    }
  });

  test('S3-13 names every option that is missing, in the words of the AWS CLI, and sends nothing', async () => {
    await expectMisuse(
      ['resync-mfa-device', '--user-name', 'Richard'],
      /the following arguments are required: --serial-number, --authentication-code1, --authentication-code2$/m,
    );
  });

  test('S3-14 keeps leading zeros', async () => {
    await client.run([...resync, '--authentication-code1', '001234', '--authentication-code2=000000']);
    expect(sent()).toMatchObject({ AuthenticationCode1: '001234', AuthenticationCode2: '000000' });
  });
});

describe('--cli-input-json', () => {
  const whole = { SerialNumber: VIRTUAL, AuthenticationCode1: '123456', AuthenticationCode2: '987654' };

  test('S3-15 gives all parameters, also from a file', async () => {
    await client.run(['resync-mfa-device', '--cli-input-json', JSON.stringify(whole)]);
    expect(sent()).toEqual(whole);
    gateway.says(success({}));
    const path = join(client.home, 'input.json');
    writeFileSync(path, JSON.stringify(whole));
    await client.run(['resync-mfa-device', '--cli-input-json', `file://${path}`]);
    expect(sent()).toEqual(whole);
  });

  test('S3-16 options of the command line override its values', async () => {
    const words = ['--cli-input-json', JSON.stringify(whole), '--authentication-code1', '111111'];
    await client.run(['resync-mfa-device', ...words]);
    expect(sent()).toEqual({ ...whole, AuthenticationCode1: '111111' });
  });

  test('S3-17 a value in it is taken literally, also one that names a file', async () => {
    const path = join(client.home, 'name');
    writeFileSync(path, 'Richard');
    const device = { VirtualMFADeviceName: 'phone', DeviceName: `file://${path}` };
    await client.run(['create-virtual-mfa-device', '--cli-input-json', JSON.stringify(device)]);
    expect(sent()).toEqual(device);
  });

  test.each([
    ['no JSON', '{"SerialNumber":', /--cli-input-json: this is not a JSON object/],
    ['a list', '[]', /--cli-input-json: this is not a JSON object/],
    [
      'a file that is not there',
      'file:///nowhere/at/all',
      /--cli-input-json: the file cannot be read \(ENOENT\)/,
    ],
    ['an unknown member', '{"Nonsense":1}', /the following arguments are required/],
    [
      'a number for a text',
      JSON.stringify({ ...whole, AuthenticationCode1: 123456 }),
      /^--authentication-code1: /m,
    ],
    [
      'a member too many',
      JSON.stringify({ ...whole, ['__proto__']: 1, More: 2 }),
      /Unknown parameter.*"More"/,
    ],
  ])('refuses %s', async (_, json, said) => {
    await expectMisuse(['resync-mfa-device', '--cli-input-json', json], said);
  });
});

describe('--cli-input-yaml', () => {
  const yaml = `SerialNumber: ${VIRTUAL}\nAuthenticationCode1: "012345"\nAuthenticationCode2: '987654'\n`;

  test('gives all parameters, also from a file; options of the command line override them', async () => {
    const input = { SerialNumber: VIRTUAL, AuthenticationCode1: '012345', AuthenticationCode2: '987654' };
    await client.run(['resync-mfa-device', '--cli-input-yaml', yaml]);
    expect(sent()).toEqual(input);
    gateway.says(success({}));
    const path = join(client.home, 'input.yaml');
    writeFileSync(path, yaml);
    const more = ['--authentication-code2', '111111'];
    await client.run(['resync-mfa-device', '--cli-input-yaml', `file://${path}`, ...more]);
    expect(sent()).toEqual({ ...input, AuthenticationCode2: '111111' });
  });

  test('the skeleton for it is YAML that it takes', async () => {
    const skeleton = ['--generate-cli-skeleton', 'yaml-input'];
    const { output } = await client.run(['resync-mfa-device', ...skeleton]);
    const filled = output
      .replace('UserName: ""', 'UserName: Bob')
      .replace('SerialNumber: ""', `SerialNumber: ${VIRTUAL}`)
      .replaceAll(/(Code\d): ""/g, '$1: "123456"');
    expect((await client.run(['resync-mfa-device', '--cli-input-yaml', filled])).errors).toBe('');
    expect(sent()).toMatchObject({ UserName: 'Bob', AuthenticationCode1: '123456' });
  });

  test.each([
    ['a list', '- a', /--cli-input-yaml: this is not a YAML mapping/],
    ['no YAML', 'a: [123456', /--cli-input-yaml: this is not a YAML mapping/],
    ['a code without quotes', yaml.replace(/"/g, ''), /^--authentication-code1: .*quotes/m],
  ])('refuses %s, without repeating it', async (_, text, said) => {
    const errors = await expectMisuse(['resync-mfa-device', '--cli-input-yaml', text], said);
    expect(errors).not.toMatch(/12345/);
  });

  test('is refused beside --cli-input-json', async () => {
    const words = ['resync-mfa-device', '--cli-input-yaml', yaml, '--cli-input-json', '{}'];
    await expectMisuse(words, /--cli-input-yaml: not allowed with argument --cli-input-json/);
  });
});

describe('an "aws iam" command', () => {
  test.each([
    [['iam', ...resync]],
    [['--region', 'eu-central-1', 'iam', ...resync]],
    [[...resync, '--no-cli-pager', '--cli-binary-format', 'raw-in-base64-out']],
  ])('%j does what it says', async words => {
    expect(await client.run(words)).toEqual({ output: '', errors: '', status: 0 });
    expect(sent()).toMatchObject({ UserName: 'Richard', SerialNumber: VIRTUAL });
  });

  test('also its help', async () => {
    const { output } = await client.run(['iam', 'resync-mfa-device', 'help']);
    expect(output).toMatch(/^NAME\n {2}resync-mfa-device\n/);
    expect((await client.run(['iam', 'help'])).output).toMatch(/^NAME\n {2}sallyport /);
  });
});

describe('--generate-cli-skeleton', () => {
  test.each([[[]], [['input']]])('S3-18 S3-19 %j prints JSON to fill in, and sends nothing', async more => {
    const { output, status } = await client.run(['resync-mfa-device', '--generate-cli-skeleton', ...more]);
    expect(status).toBe(0);
    // What aws-cli 2.9.19 prints for its command of that name.
    expect(output).toBe(
      '{\n    "UserName": "",\n    "SerialNumber": "",\n    "AuthenticationCode1": "",\n    "AuthenticationCode2": ""\n}\n',
    );
    expect(gateway.requests).toHaveLength(0);
  });

  test('S3-19 what it prints, filled in, is taken by --cli-input-json', async () => {
    const { output } = await client.run(['resync-mfa-device', '--generate-cli-skeleton']);
    const filled = { ...JSON.parse(output), UserName: 'Bob', SerialNumber: VIRTUAL };
    filled.AuthenticationCode1 = '123456';
    filled.AuthenticationCode2 = '987654';
    await client.run(['resync-mfa-device', '--cli-input-json', JSON.stringify(filled)]);
    expect(sent()).toEqual(filled);
  });

  test('S3-20 output: checks the parameters, prints a sample answer, sends nothing', async () => {
    await expectMisuse(
      [...resync, '--authentication-code1', '12', '--generate-cli-skeleton', 'output'],
      /^--authentication-code1/m,
    );
    // An action without output has no sample.
    expect(await client.run([...resync, '--generate-cli-skeleton', 'output'])).toEqual({
      output: '',
      errors: '',
      status: 0,
    });
    const { output } = await client.run(['list-users', '--generate-cli-skeleton', 'output']);
    expect(JSON.parse(output).Users[0]).toMatchObject({
      UserName: 'UserName',
      CreateDate: '1970-01-01T00:00:00.000Z',
      Status: 'Active',
      MFADevices: 0,
    });
    expect(gateway.requests).toHaveLength(0);
  });

  test('needs neither address nor key', async () => {
    const nobody = apiClient(undefined);
    const { status } = await nobody.run(['list-users', '--generate-cli-skeleton']);
    nobody.remove();
    expect(status).toBe(0);
  });
});

describe('parameters by their type', () => {
  test('whole numbers, switches both ways, one of several, and taking away', async () => {
    const sends = async (words: string[], body: unknown) => {
      gateway.says(success({}));
      expect((await client.run(words)).status).toBe(0);
      expect(sent()).toEqual(body);
    };
    await sends(['update-account', '--mfa-devices-per-user', '4', '--require-mfa', 'required'], {
      MFADevicesPerUser: 4,
      RequireMfa: 'required',
    });
    await sends(['update-account', '--no-alias'], { Alias: null });
    await sends(['set-user-mfa-requirement', '--user-name', 'Bob', '--required'], {
      UserName: 'Bob',
      Required: true,
    });
    await sends(['set-user-mfa-requirement', '--user-name', 'Bob', '--no-required'], {
      UserName: 'Bob',
      Required: false,
    });
  });

  test.each([
    [['update-account', '--mfa-devices-per-user', 'x'], /--mfa-devices-per-user: this is not an integer/],
    [['update-account', '--mfa-devices-per-user', '99'], /^--mfa-devices-per-user: /m],
    [
      ['list-virtual-mfa-devices', '--assignment-status', 'Lost'],
      /valid choices are: Assigned \| Unassigned/,
    ],
    [['set-user-mfa-requirement', '--user-name', 'Bob'], /required: --required/],
    [['set-user-mfa-requirement', '--required', '--no-required'], /not allowed with argument --no-required/],
    [['list-users', '--page-sise', '5'], /Unknown options: --page-sise \(did you mean --page-size\?\)$/m],
    [
      [...resync, '--authentication-code-1', '654321'],
      /Unknown options: --authentication-code-1 \(did you mean --authentication-code1\?\)$/m,
    ],
    [['list-user'], /Invalid choice \(did you mean list-users\?\)/],
    [['iam'], /arguments are required: command/],
    [['sts'], /arguments are required: command/],
    [['list-users', '--cli-binary-format', 'x'], /valid choices are: base64 \| raw-in-base64-out/],
    [['list-users', '--nonsense', '123456'], /Unknown options: --nonsense$/m],
    [['list-users', 'more'], /Unknown options: /],
    [['list-users', '--output'], /argument --output: expected one argument/],
    [['list-users', '--debug=yes'], /argument --debug: takes no value/],
    [['begin-fido-registration'], /needs a browser: open the page http.*\/credentials$/m],
    [['finish-fido-registration'], /needs a browser: open the page http.*\/credentials$/m],
    [['frobnicate'], /argument command: Invalid choice/],
    [[], /arguments are required: command/],
  ])('refuses %j', async (words, said) => {
    await expectMisuse(words, said);
  });

  test('a value may read like a word of the command line', async () => {
    await client.run(['create-user', '--user-name', 'help']);
    expect(sent()).toEqual({ UserName: 'help' });
  });

  test('a value may come from a file, without the line break at its end', async () => {
    const path = join(client.home, 'code');
    writeFileSync(path, '012345\n');
    await client.run([...resync, '--authentication-code1', `file://${path}`]);
    expect(sent()).toMatchObject({ AuthenticationCode1: '012345' });
  });
});
