import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { refuse } from '../../../../src/core/refusal.ts';
import { AwsError } from '../../../../src/http/aws-error.ts';
import { type Envelope, refused, succeeded } from '../../../../src/http/query/answer.ts';
import { findAction, type QueryAction } from '../../../../src/http/query/catalogue.ts';
import { awsRefusal } from '../../../../src/http/query/refusals.ts';
import { structureOf } from '../../../../src/http/query/shape.ts';
import { REFUSALS } from '../../../../src/http/refusals.ts';

const envelope: Envelope = {
  requestId: '7a62c49f-347e-4fc4-9331-6e8e00000000',
  now: Date.UTC(2026, 0, 2, 3, 4, 5),
  service: 'iam',
  headers: { 'x-content-type-options': 'nosniff' },
};
const parser = new XMLParser({
  htmlEntities: true,
  ignoreAttributes: false,
  trimValues: false,
  parseTagValue: false,
});

function answering(output: z.ZodType): QueryAction {
  const action = { name: 'GetThing' } as QueryAction['action'];
  return {
    action,
    input: { kind: 'structure', members: new Map() },
    output: structureOf(output, 'output'),
    reads: true,
  };
}

const written = (output: z.ZodType, value: unknown) => succeeded(answering(output), value, envelope).text();

async function parsed(output: z.ZodType, value: unknown) {
  return parser.parse(await written(output, value)).GetThingResponse.GetThingResult;
}

describe('contract 1: what succeeded', () => {
  test('lists, maps, structures, booleans and numbers, and nothing for what is absent', async () => {
    const output = z.object({
      Users: z.array(z.object({ UserName: z.string(), Path: z.string().optional() })),
      None: z.array(z.string()),
      SummaryMap: z.record(z.string(), z.int()),
      IsTruncated: z.boolean(),
      Marker: z.string().optional(),
    });
    const value = {
      Users: [{ UserName: 'a', Path: undefined }, { UserName: 'b' }],
      None: [],
      SummaryMap: { Users: 2, MFADevices: 0 },
      IsTruncated: false,
      Marker: undefined,
    };
    expect(await written(output, value)).toBe(
      '<GetThingResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetThingResult>' +
        '<Users><member><UserName>a</UserName></member><member><UserName>b</UserName></member></Users><None></None>' +
        '<SummaryMap><entry><key>Users</key><value>2</value></entry><entry><key>MFADevices</key><value>0</value></entry></SummaryMap>' +
        '<IsTruncated>false</IsTruncated></GetThingResult>' +
        '<ResponseMetadata><RequestId>7a62c49f-347e-4fc4-9331-6e8e00000000</RequestId></ResponseMetadata></GetThingResponse>',
    );
  });

  test('S3-39: an action that answers nothing has no Result element', async () => {
    expect(await written(z.object({}), { id: 'receipt' })).toBe(
      '<GetThingResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>7a62c49f-347e-4fc4-9331-6e8e00000000</RequestId></ResponseMetadata></GetThingResponse>',
    );
  });

  test('contract 7.2: a text that AWS calls a blob is base64 once', async () => {
    const output = z.object({ Seed: z.string().meta({ blob: 'text' }), Plain: z.string() });
    expect(await parsed(output, { Seed: 'JBSWY3DP', Plain: 'JBSWY3DP' })).toEqual({
      Seed: Buffer.from('JBSWY3DP').toString('base64'),
      Plain: 'JBSWY3DP',
    });
  });

  test('a policy is written as in addresses (RFC 3986): clients decode it', async () => {
    const Document = '{"Sid": "a+b\'(*)!~", "\u{1F511}":\n1}';
    const output = z.object({ Document: z.string().meta({ encoded: 'uri' }), Plain: z.string() });
    const read = await parsed(output, { Document, Plain: Document });
    expect(read.Plain).toBe(Document);
    expect(read.Document).toMatch(/^[\w.~%-]+$/);
    expect(decodeURIComponent(String(read.Document))).toBe(Document);
  });

  test.each([
    '<b>&amp;</b>',
    ']]>',
    '"\'',
    ' a \n\t b ',
    '&#x41;',
    '🦊 Zoë',
    '__proto__',
    '',
    '\u00a0',
    'a\rb\r\nc',
  ])('%j arrives as it was', async value => {
    expect((await parsed(z.object({ Name: z.string() }), { Name: value })).Name).toBe(value);
  });

  test('what XML cannot say becomes a sign that it was there', async () => {
    const Name = 'a\u0000b\u001bc\uFFFEd\uD800e';
    expect((await parsed(z.object({ Name: z.string() }), { Name })).Name).toBe(
      'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe',
    );
  });

  test('the headers that clients read: one request id, the date, the type', async () => {
    const { headers, status } = succeeded(answering(z.object({})), {}, envelope);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'text/xml',
      'x-amzn-requestid': envelope.requestId,
      date: 'Fri, 02 Jan 2026 03:04:05 GMT',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('contract 6: what was refused', () => {
  const body = async (error: AwsError, service: 'iam' | 'sts' = 'iam') =>
    parser.parse(await refused(error, { ...envelope, service }).text()).ErrorResponse;

  test('a code, a message, a request id, and whose fault it is', async () => {
    const answer = refused(
      new AwsError(404, 'NoSuchEntity', 'The user with name <x> cannot be found.'),
      envelope,
    );
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe(
      '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The user with name &lt;x&gt; cannot be found.</Message></Error><RequestId>7a62c49f-347e-4fc4-9331-6e8e00000000</RequestId></ErrorResponse>',
    );
  });

  test('ours is the receiver, STS has its namespace, an unknown action one of its own', async () => {
    expect((await body(new AwsError(503, 'ServiceUnavailable', 'x'))).Error.Type).toBe('Receiver');
    expect((await body(new AwsError(403, 'AccessDenied', 'x'), 'sts'))['@_xmlns']).toBe(
      'https://sts.amazonaws.com/doc/2011-06-15/',
    );
    expect((await body(new AwsError(400, 'InvalidAction', 'x')))['@_xmlns']).toBe(
      'http://webservices.amazon.com/AWSFault/2005-15-09',
    );
  });

  test.each(
    Object.keys(REFUSALS) as (keyof typeof REFUSALS)[],
  )('%s has a code, a status and a sentence', reason => {
    const { code, status, message } = awsRefusal(refuse(reason));
    expect(code).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(code).not.toMatch(/Exception$/);
    expect([400, 403, 404, 409, 503]).toContain(status);
    expect(message.length).toBeGreaterThan(10);
  });

  test.each([
    ['StepUpRequired', 403, 'AccessDenied'],
    ['EnrolmentRequired', 403, 'AccessDenied'],
  ] as const)('%s says what AWS says of a missing MFA (contract 7.4)', (reason, status, code) => {
    expect(awsRefusal(refuse(reason))).toEqual(
      new AwsError(
        status,
        code,
        'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.',
      ),
    );
  });

  test('contract 7.3, 9.2: no lock has a code of its own, a limit no code that is sent again, a throttle one that is', () => {
    expect(awsRefusal(refuse('DeviceLocked'))).toEqual(awsRefusal(refuse('InvalidAuthenticationCode')));
    expect(awsRefusal(refuse('LimitExceeded'))).toMatchObject({ status: 409, code: 'LimitExceeded' });
    expect(awsRefusal(refuse('TooManyAttempts'))).toEqual(new AwsError(400, 'Throttling', 'Rate exceeded'));
  });

  test('the sentence that clients know comes before the one for people', () => {
    const details = { message: 'For people.', known: 'For clients.' };
    expect(awsRefusal(refuse('NoSuchEntity', details)).message).toBe('For clients.');
    expect(awsRefusal(refuse('NoSuchEntity', { message: details.message })).message).toBe('For people.');
  });
});

describe('contract 1: which action', () => {
  const IAM = '2010-05-08';

  test.each([
    [IAM, 'Nonsense', 'Could not find operation Nonsense for version 2010-05-08'],
    [IAM, 'getuser', 'Could not find operation getuser for version 2010-05-08'],
    [IAM, '__proto__', 'Could not find operation __proto__ for version 2010-05-08'],
    [IAM, 'GetCallerIdentity', 'Could not find operation GetCallerIdentity for version 2010-05-08'],
    [
      IAM,
      'ImportHardwareMFADevices',
      'Could not find operation ImportHardwareMFADevices for version 2010-05-08',
    ],
    ['2011-06-15', 'GetUser', 'Could not find operation GetUser for version 2011-06-15'],
    ['2010-05-09', 'GetUser', 'Could not find operation GetUser for version 2010-05-09'],
    [undefined, 'GetUser', 'Could not find operation GetUser for version NO_VERSION_SPECIFIED'],
  ])('%s %s is none', (version, name, message) => {
    expect(findAction(version, name)).toEqual(new AwsError(400, 'InvalidAction', message));
  });

  test('reads may come as an address, changes and codes never (2.3)', () => {
    const reads = (name: string) => (findAction(IAM, name) as QueryAction).reads;
    expect(['GetUser', 'ListUsers', 'ListMFADevices', 'ListVirtualMFADevices'].map(reads)).not.toContain(
      false,
    );
    const changes = [
      'ResyncMFADevice',
      'EnableMFADevice',
      'CreateUser',
      'EndSession',
      'CheckMFADevice',
      'UpdateAccount',
    ];
    expect(changes.map(reads)).not.toContain(true);
  });
});
