import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { apiClient } from '../support/api-client.ts';
import { type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';

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

async function printed(data: unknown, ...more: string[]): Promise<string> {
  gateway.says(success(data));
  const { output, errors, status } = await client.run(['get-user', ...more]);
  expect(errors).toBe('');
  expect(status).toBe(0);
  return output;
}

const users = {
  Users: [
    { UserName: 'Bob', Path: '/', MFADevices: 2, On: true },
    { UserName: 'Richard Müller', Path: '/', MFADevices: 0, On: false, Last: '2026-01-02T03:04:05.000Z' },
  ],
};
const device = {
  MFADevice: {
    SerialNumber: 'ABCD12345678',
    Clock: { Drift: -1, Period: 30 },
    History: [
      { At: 'x', Drift: 0, By: 'code' },
      { At: 'y', Drift: 1, By: 'resync' },
    ],
  },
};

// Texts: what aws-cli 2.9.19 makes of the same values.
describe('S3-25 --output', () => {
  test('json, which is also what comes without it', async () => {
    const expected = `${JSON.stringify(users, undefined, 4)}\n`;
    expect(await printed(users)).toBe(expected);
    expect(await printed(users, '--output', 'json')).toBe(expected);
  });

  test('text', async () => {
    expect(await printed(users, '--output', 'text')).toBe(
      'USERS\t\t2\tTrue\t/\tBob\nUSERS\t2026-01-02T03:04:05.000Z\t0\tFalse\t/\tRichard Müller\n',
    );
    expect(await printed(device, '--output', 'text')).toBe(
      'MFADEVICE\tABCD12345678\nCLOCK\t-1\t30\nHISTORY\tx\tcode\t0\nHISTORY\ty\tresync\t1\n',
    );
  });

  test('table', async () => {
    expect(await printed({ A: null, C: ['x', 'y'] }, '--output', 'table', '--query', 'C')).toBe(
      '---------\n|GetUser|\n+-------+\n|  x    |\n|  y    |\n+-------+\n',
    );
    expect(await printed(device, '--output', 'table')).toBe(`------------------------------------
|             GetUser              |
+----------------------------------+
||           MFADevice            ||
|+---------------+----------------+|
||  SerialNumber |  ABCD12345678  ||
|+---------------+----------------+|
|||            Clock             |||
||+----------------+-------------+||
|||  Drift         |  -1         |||
|||  Period        |  30         |||
||+----------------+-------------+||
|||           History            |||
||+-------+-----------+----------+||
|||  At   |    By     |  Drift   |||
||+-------+-----------+----------+||
|||  x    |  code     |  0       |||
|||  y    |  resync   |  1       |||
||+-------+-----------+----------+||
`);
  });

  test('S3-30 --color on colours the values of a table, off and a pipe do not', async () => {
    const coloured = await printed(device, '--output', 'table', '--color', 'on');
    expect(coloured).toContain('\u001b[34;1mABCD12345678\u001b[0m');
    for (const more of [[], ['--color', 'off'], ['--color', 'auto']])
      expect(await printed(device, '--output', 'table', ...more)).not.toContain('\u001b');
  });

  test('yaml, with what other readers would take for a time or a truth in quotes', async () => {
    const value = { Name: 'yes', At: '2026-01-02T03:04:05Z', Serial: '0123', Empty: [], Active: true };
    expect(await printed({ List: [value] }, '--output', 'yaml')).toBe(
      'List:\n- Name: "yes"\n  At: "2026-01-02T03:04:05Z"\n  Serial: "0123"\n  Empty: []\n  Active: true\n',
    );
  });

  test('yaml-stream, a list of one answer', async () => {
    expect(await printed(users, '--output', 'yaml-stream', '--query', 'Users[].UserName')).toBe(
      '- - Bob\n  - Richard Müller\n',
    );
  });

  test.each([
    'json',
    'text',
    'table',
    'yaml',
  ])('S3-38 S4-08 an action without output prints nothing as %s, not its receipt either', async format => {
    const words = ['delete-user', '--user-name', 'Bob', '--output', format];
    for (const data of [{}, { id: 'request-1', created_at: '2026-01-02T03:04:05Z' }])
      for (const more of [[], ['--query', 'Users']]) {
        gateway.says(success(data));
        expect(await client.run([...words, ...more])).toEqual({ output: '', errors: '', status: 0 });
      }
  });

  test.each([
    'json',
    'text',
    'table',
    'yaml',
  ])('an escape sequence in a name does not reach the terminal as %s', async format => {
    // Soft hyphen, Arabic letter mark, zero width space and joiner, line separator, a tag beyond U+FFFF.
    const unseen = '\u00ad\u061c\u200b\u200d\u2028\u2029\ufeff\u{e0041}';
    const name = `\u001b]0;owned\u0007\u009b31m\u202eevil${unseen}`;
    const output = await printed({ User: { Name: name, Agents: [name] } }, '--output', format);
    expect(output).toContain('owned');
    // Line breaks and tabs are the format's own.
    expect(output.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    if (format === 'json') expect(JSON.parse(output).User.Name).toBe(name);
    if (format !== 'yaml') return;
    expect(parse(output).User.Name).toBe(name);
    // Two halves would be two characters to other readers.
    expect(output).toContain('\\U000e0041');
  });
});

// Expected: python's jmespath 1.1.0 on the same values.
describe('S3-26 --query', () => {
  test.each([
    ['Users[].UserName', '["Bob","Richard Müller"]'],
    ['Users[].{N:UserName,P:Path}', '[{"N":"Bob","P":"/"},{"N":"Richard Müller","P":"/"}]'],
    ['Users[?MFADevices==`0`].UserName | [0]', '"Richard Müller"'],
    ['Users[?UserName==`Bob`].MFADevices | [0]', '2'],
    ['Users[?UserName==`"Bob"`].MFADevices | [0]', '2'],
    ["Users[?UserName=='`Bob`'].MFADevices", '[]'],
    ['sort_by(Users,&MFADevices)[0].MFADevices', '0'],
    ['length(Users)', '2'],
    ['Users[5]', 'null'],
    ['constructor', 'null'],
    ['__proto__', 'null'],
    ['Users[].toString', '[]'],
  ])('%s', async (expression, expected) => {
    expect(JSON.stringify(JSON.parse(await printed(users, '--query', expression)))).toBe(expected);
  });

  test('picks before the format is made', async () => {
    const query = ['--query', 'Users[].[UserName,MFADevices]'];
    expect(await printed(users, ...query, '--output', 'text')).toBe('Bob\t2\nRichard Müller\t0\n');
    expect(await printed(users, '--query', 'Users[5]', '--output', 'text')).toBe('None\n');
  });

  test('that is not JMESPath is refused before anything is sent', async () => {
    gateway.says(success(users));
    const { errors, status } = await client.run(['list-users', '--query', 'Users[']);
    expect(status).toBe(252);
    expect(errors).toMatch(/Bad value for --query: /);
    expect(gateway.requests).toHaveLength(0);
  });
});

describe('S3-26 a --query that does not fit', () => {
  const create = ['create-user', '--user-name', 'Bob', '--query'];

  test.each([
    'length(User, User)',
    'nothing(User)',
    'length(User.CreateDate.x || `1`)',
    'sum(User.UserName)',
  ])('%s is refused before the change is made', async expression => {
    gateway.says(success({}));
    const { errors, status } = await client.run([...create, expression]);
    expect(status, errors).toBe(252);
    expect(errors).toMatch(/Bad value for --query: /);
    expect(gateway.requests).toHaveLength(0);
  });

  test('loses no answer of a change that was made', async () => {
    const answer = { User: { UserName: 'Bob', InitialPassword: null } };
    gateway.says(success(answer));
    const { output, errors, status } = await client.run([...create, 'length(User.UserId)']);
    expect(status).toBe(255);
    expect(JSON.parse(output)).toEqual(answer);
    expect(errors).toMatch(/--query does not fit the answer, which is printed whole: .+/);
    expect(errors).not.toMatch(/usage:/);
  });

  test('a filter that finds nothing in a sample is no mistake', async () => {
    gateway.says(success(users));
    const words = ['list-users', '--query', "length(Users[?UserName=='Bob'] | [0].UserName)"];
    expect(await client.run(words)).toMatchObject({ status: 0, output: '3\n' });
  });
});

describe('S3-24 pages', () => {
  const pages = (...sizes: number[]) =>
    sizes.map((size, at) =>
      success({
        Users: Array.from({ length: size }, (_, n) => ({ UserName: `u${at}${n}` })),
        ...(at < sizes.length - 1 ? { IsTruncated: true, Marker: `m${at + 1}` } : { IsTruncated: false }),
      }),
    );
  const bodies = () => gateway.requests.map(({ body }) => JSON.parse(body));
  const run = async (...more: string[]) => {
    const { output, errors, status } = await client.run(['list-users', ...more]);
    expect(status, errors).toBe(0);
    return JSON.parse(output);
  };
  const names = (answer: { Users: { UserName: string }[] }) => answer.Users.map(({ UserName }) => UserName);

  test('are followed to the end and shown as one', async () => {
    gateway.says(...pages(2, 2, 1));
    const answer = await run('--page-size', '2');
    expect(names(answer)).toEqual(['u00', 'u01', 'u10', 'u11', 'u20']);
    expect(Object.keys(answer)).toEqual(['Users']);
    expect(bodies()).toEqual([{ MaxItems: 2 }, { Marker: 'm1', MaxItems: 2 }, { Marker: 'm2', MaxItems: 2 }]);
  });

  test('--no-paginate asks once and shows the Marker, which --marker takes', async () => {
    gateway.says(...pages(2, 1));
    expect(await run('--no-paginate')).toMatchObject({ IsTruncated: true, Marker: 'm1' });
    expect(bodies()).toEqual([{}]);
    await run('--marker', 'm1', '--max-items', '7');
    expect(bodies().at(-1)).toEqual({ Marker: 'm1', MaxItems: 7 });
  });

  test('--max-items cuts inside a page, and --starting-token goes on exactly there', async () => {
    gateway.says(...pages(2, 2, 1));
    const first = await run('--max-items', '3');
    expect(names(first)).toEqual(['u00', 'u01', 'u10']);
    gateway.says(...pages(2, 2, 1).slice(1));
    const second = await run('--starting-token', first.NextToken);
    expect(names(second)).toEqual(['u11', 'u20']);
    expect(second.NextToken).toBeUndefined();
    expect(bodies()[0]).toEqual({ Marker: 'm1' });
  });

  test('--max-items that ends with a page goes on with the next one', async () => {
    gateway.says(...pages(2, 1));
    const first = await run('--max-items', '2');
    gateway.says(...pages(2, 1).slice(1));
    expect(names(await run('--starting-token', first.NextToken))).toEqual(['u10']);
    expect(bodies()).toEqual([{ Marker: 'm1' }]);
  });

  test('a gateway that repeats a page is not asked for ever', async () => {
    gateway.says(success({ Users: [{ UserName: 'u' }], IsTruncated: true, Marker: 'm1' }));
    const { status } = await client.run(['list-users']);
    expect(status).toBe(255);
    expect(gateway.requests).toHaveLength(2);
  });

  test.each([
    ['--no-paginate', '--max-items', '3'],
    ['--no-paginate', '--page-size', '3'],
    ['--starting-token', 'nonsense'],
    ['--max-items', '0'],
  ])('%s %s is refused here', async (...words) => {
    gateway.says(...pages(1));
    const { status } = await client.run(['list-users', ...words]);
    expect(status).toBe(252);
    expect(gateway.requests).toHaveLength(0);
  });
});
