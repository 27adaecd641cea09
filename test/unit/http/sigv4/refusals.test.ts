import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KEY, requestOf, smithy, verdict } from './signing.ts';
import { VECTOR_TIME } from './vectors.ts';

const SIGNED = new Date(VECTOR_TIME);
const NO_MATCH = '403 SignatureDoesNotMatch: The request signature we calculated does not match';

async function signed(more: Record<string, string> = {}, service: 'iam' | 'sts' = 'iam') {
  const headers = { host: 'localhost', 'content-type': 'text/plain', ...more };
  const unsigned = {
    method: 'POST',
    protocol: 'http:',
    hostname: 'localhost',
    path: '/',
    query: {},
    headers,
    body: 'a=b',
  };
  const result = await smithy(service).sign(unsigned, { signingDate: SIGNED });
  return { url: 'http://localhost/', headers: result.headers, body: 'a=b' };
}

async function presigned(expiresIn = 60) {
  const unsigned = {
    method: 'GET',
    protocol: 'http:',
    hostname: 'localhost',
    path: '/',
    query: { Action: 'X' },
    headers: { host: 'localhost' },
  };
  const { query = {} } = await smithy('iam').presign(unsigned, { signingDate: SIGNED, expiresIn });
  return { method: 'GET', headers: { host: 'localhost' }, query: query as Record<string, string> };
}

/** The answer to a signed request whose headers were changed afterwards; `undefined` takes one away. */
async function changed(
  headers: Record<string, string | ((was: string) => string) | undefined>,
): Promise<string> {
  const sent = await signed();
  const now = new Headers(sent.headers);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) now.delete(name);
    else now.set(name, typeof value === 'string' ? value : value(now.get(name) ?? ''));
  }
  return verdict(requestOf({ ...sent, headers: Object.fromEntries(now) }));
}

async function address(
  change: (query: Record<string, string>) => Record<string, string> | string,
  now = VECTOR_TIME,
) {
  const { query, ...sent } = await presigned();
  const search = change(query);
  const text = typeof search === 'string' ? search : new URLSearchParams(search);
  return verdict(requestOf({ ...sent, url: `http://localhost/?${text}` }), now);
}

test('contract 2.2: what is altered by nobody is right', async () => {
  expect(await changed({})).toBe('right');
  expect(await address(query => query)).toBe('right');
});

describe('contract 2.2 (1): exactly one signature', () => {
  const MISSING = '403 MissingAuthenticationToken: Request is missing Authentication Token';

  test.each([
    undefined,
    'Bearer abc',
    'AWS4-HMAC-SHA1 Credential=a, SignedHeaders=b, Signature=c',
    'AWS4-ECDSA-P256-SHA256 x',
  ])('%s is none', async authorization => {
    expect(await changed({ authorization })).toBe(MISSING);
  });

  test('an unsupported algorithm in the query string is none', async () => {
    expect(await address(query => ({ ...query, 'X-Amz-Algorithm': 'AWS4-HMAC-SHA1' }))).toBe(MISSING);
  });

  test('two are refused, even where one of them is right', async () => {
    const query = { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA256' };
    const unsigned = {
      method: 'POST',
      protocol: 'http:',
      hostname: 'localhost',
      path: '/',
      headers: { host: 'localhost' },
      body: '',
    };
    const { headers } = await smithy('iam').sign({ ...unsigned, query }, { signingDate: SIGNED });
    expect(
      await verdict(requestOf({ url: `http://localhost/?${new URLSearchParams(query)}`, headers })),
    ).toBe(
      '403 SignatureDoesNotMatch: Sign either in the Authorization header or in the query string, not in both.',
    );
  });
});

describe('contract 2.2 (2): the Authorization header', () => {
  const requires = (name: string) => `Authorization header requires '${name}' parameter.`;
  const DATE = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";

  test.each(['Credential', 'Signature', 'SignedHeaders'])('says that %s is missing', async name => {
    const answer = await changed({ authorization: was => was.replace(`${name}=`, 'Other=') });
    expect(answer).toContain(`400 IncompleteSignature: ${requires(name)} (Hashed with SHA-256`);
  });

  test('says that the date is missing', async () => {
    expect(await changed({ 'x-amz-date': undefined })).toContain(`400 IncompleteSignature: ${DATE} (Hashed`);
  });

  test('says everything at once, and a hash instead of the header', async () => {
    const authorization = 'AWS4-HMAC-SHA256 nonsense';
    const answer = await changed({ authorization, 'x-amz-date': undefined });
    const hash = createHash('sha256').update(authorization).digest('base64');
    const sentences = ['Credential', 'Signature', 'SignedHeaders'].map(requires).join(' ');
    expect(answer).toBe(
      `400 IncompleteSignature: ${sentences} ${DATE} (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`,
    );
  });

  test('spaces after commas are optional, and the last of two counts', async () => {
    expect(await changed({ authorization: was => was.replaceAll(', ', ',') })).toBe('right');
    expect(await changed({ authorization: was => was.replace(' ', ' Signature=00, ') })).toBe('right');
  });
});

describe('contract 2.2 (3): the date', () => {
  test.each([
    '2026-01-02T03:04:05Z',
    'Fri, 02 Jan 2026 03:04:05 GMT',
    '20260231T030405Z',
    '20260102T030405Z, 20260102T030405Z',
    '',
  ])('%j is none', async date => {
    expect(await changed({ 'x-amz-date': date })).toBe(
      `400 IncompleteSignature: Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  });

  test('another one than that which was signed does not match', async () => {
    expect(await changed({ 'x-amz-date': '20260102T030406Z' })).toContain(NO_MATCH);
  });
});

describe('contract 2.2 (4): fifteen minutes either way', () => {
  const minutes = 60_000;

  test.each([
    -15 * minutes,
    0,
    15 * minutes,
    15 * minutes + 999,
  ])('%i ms after it was signed it counts', async later => {
    expect(await verdict(requestOf(await signed()), VECTOR_TIME + later)).toBe('right');
  });

  test('not a second later', async () => {
    expect(await verdict(requestOf(await signed()), VECTOR_TIME + 15 * minutes + 1_000)).toBe(
      '403 SignatureDoesNotMatch: Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z (20260102T031906Z - 15 min.)',
    );
  });

  test('not a second earlier', async () => {
    expect(await verdict(requestOf(await signed()), VECTOR_TIME - 15 * minutes - 1_000)).toBe(
      '403 SignatureDoesNotMatch: Signature not yet current: 20260102T030405Z is still later than 20260102T030404Z (20260102T024904Z + 15 min.)',
    );
  });
});

describe('contract 2.2 (5, 6): the credential and its scope', () => {
  const scoped = (scope: string) =>
    changed({ authorization: was => was.replace(/(Credential=)[^,]+/, `$1${KEY.accessKeyId}/${scope}`) });

  test.each([
    '20260102/us-east-1/iam',
    '20260102/us-east-1/iam/aws4_request/x',
    '',
  ])('five parts, not %s', async scope => {
    expect(await scoped(scope)).toBe(
      `400 IncompleteSignature: Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${KEY.accessKeyId}/${scope}'`,
    );
  });

  test.each([
    ['20260102/us east/iam/aws4_request', "Credential should be scoped to a valid region, not 'us east'."],
    ['20260102//iam/aws4_request', "Credential should be scoped to a valid region, not ''."],
    ['20260102/us-east-1/s3/aws4_request', "Credential should be scoped to correct service: 'iam'."],
    ['20260102/us-east-1/iam/aws5', "Credential should be scoped with a valid terminator: 'aws4_request'."],
    [
      '20260103/us-east-1/iam/aws4_request',
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260103' != '20260102', from '20260102T030405Z'.",
    ],
    [
      '20260102/-/s3/aws5',
      "Credential should be scoped to a valid region, not '-'. Credential should be scoped to correct service: 'iam'. Credential should be scoped with a valid terminator: 'aws4_request'.",
    ],
  ])('%s', async (scope, message) => {
    expect(await scoped(scope)).toBe(`403 SignatureDoesNotMatch: ${message}`);
  });

  test('what was signed for one service is nothing to the other', async () => {
    expect(await verdict(requestOf(await signed({}, 'sts')), VECTOR_TIME, ['iam'])).toBe(
      "403 SignatureDoesNotMatch: Credential should be scoped to correct service: 'iam'.",
    );
    expect(await scoped('20260102/us-east-1/sts/aws4_request')).toContain(NO_MATCH);
  });

  test('another region than the signed one does not match', async () => {
    expect(await scoped('20260102/us-east-2/iam/aws4_request')).toContain(NO_MATCH);
  });
});

describe('contract 2.2 (7): signed headers', () => {
  const over = (names: string) =>
    changed({ authorization: was => was.replace(/(SignedHeaders=)[^,]+/, `$1${names}`) });

  test('the host must be among them', async () => {
    expect(await over('content-type;x-amz-content-sha256;x-amz-date')).toBe(
      "403 SignatureDoesNotMatch: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  });

  test.each([
    'Host;host',
    'x-amz-date;host',
    'host;host',
    'host;;x-amz-date',
    'host;x amz',
    'host;é',
  ])('%s is not sorted names in lower case', async names => {
    expect(await over(names)).toMatch(
      /^403 SignatureDoesNotMatch: 'SignedHeaders' must be names in lower case/,
    );
  });

  test('an X-Amz header that nobody signed is refused, most of all a session token', async () => {
    expect(await changed({ 'x-amz-security-token': 'stolen' })).toBe(
      '400 IncompleteSignature: Header(s) not signed: x-amz-security-token',
    );
  });

  test('other headers may be unsigned: proxies add them, and so does botocore', async () => {
    expect(await changed({ 'amz-sdk-request': 'attempt=1', 'x-amzn-trace-id': 'Root=1', via: '1.1 x' })).toBe(
      'right',
    );
  });

  test('spaces at the ends of a value and runs of them inside are one spelling', async () => {
    expect(await verdict(requestOf(await signed({ 'x-amz-meta': ' a   b ' })))).toBe('right');
    const sent = await signed({ 'x-amz-meta': 'a b' });
    expect(await verdict(requestOf({ ...sent, headers: { ...sent.headers, 'x-amz-meta': 'a    b' } }))).toBe(
      'right',
    );
  });
});

describe('contract 2.2 (8): the key', () => {
  test('an unknown one', async () => {
    expect(
      await changed({ authorization: was => was.replace(KEY.accessKeyId, 'AKIAUNKNOWN000000000') }),
    ).toBe('403 InvalidClientTokenId: The security token included in the request is invalid.');
  });

  test('one whose session is over', async () => {
    const unsigned = {
      method: 'POST',
      protocol: 'http:',
      hostname: 'localhost',
      path: '/',
      query: {},
      headers: { host: 'localhost' },
      body: '',
    };
    const signer = smithy('iam', { ...KEY, sessionToken: 'over' });
    const { headers } = await signer.sign(unsigned, { signingDate: SIGNED });
    expect(await verdict(requestOf({ url: 'http://localhost/', headers }))).toBe(
      '403 ExpiredToken: The security token included in the request is expired',
    );
  });

  test.each([
    (was: string) => was.replace(/Signature=\w/, 'Signature=g'),
    (was: string) => was.slice(0, -1),
    (was: string) =>
      was
        .toUpperCase()
        .replace('AWS4-HMAC-SHA256 CREDENTIAL', 'AWS4-HMAC-SHA256 Credential')
        .replace('SIGNEDHEADERS', 'SignedHeaders')
        .replace('SIGNATURE', 'Signature'),
  ])('a signature that is not the one', async change => {
    expect(await changed({ authorization: change })).not.toBe('right');
  });
});

describe("contract 2.2 (9): the body's hash", () => {
  const WRONG =
    "403 SignatureDoesNotMatch: The value of 'x-amz-content-sha256' must be the SHA-256 of the request's body.";

  test.each([
    'UNSIGNED-PAYLOAD',
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    '0'.repeat(64),
    '',
  ])('%j is refused, although it was signed', async hash => {
    expect(await verdict(requestOf(await signed({ 'x-amz-content-sha256': hash })))).toBe(WRONG);
  });

  test('a body that was swapped is refused, with the header and without', async () => {
    expect(await verdict(requestOf({ ...(await signed()), body: 'a=c' }))).toBe(WRONG);
  });
});

describe('contract 2.3: presigned addresses', () => {
  test.each([
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
  ])('%s is needed', async name => {
    expect(await address(({ [name]: _, ...rest }) => rest)).toBe(
      `400 IncompleteSignature: AWS query-string parameters must include '${name}'. Re-examine the query-string parameters.`,
    );
  });

  test.each([
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-Signature',
    'X-Amz-Security-Token',
  ])('%s comes once', async name => {
    const twice = (query: Record<string, string>) =>
      `${new URLSearchParams({ [name]: 'x', ...query })}&${name}=x`;
    expect(await address(twice)).toBe(
      `400 IncompleteSignature: The query-string parameter '${name}' must come once.`,
    );
  });

  test.each(['0', '-1', '1.5', 'x', ''])('X-Amz-Expires of %j is no time', async expires => {
    expect(await address(query => ({ ...query, 'X-Amz-Expires': expires }))).toBe(
      "400 IncompleteSignature: 'X-Amz-Expires' must be a number of seconds.",
    );
  });

  test('it is good for the time it says', async () => {
    expect(await address(query => query, VECTOR_TIME + 60_000)).toBe('right');
    expect(await address(query => query, VECTOR_TIME + 61_000)).toBe(
      '403 SignatureDoesNotMatch: Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z (20260102T030506Z - 60 sec.)',
    );
  });

  test('... and for fifteen minutes at most', async () => {
    const { query, ...sent } = await presigned(3_600);
    const request = requestOf({ ...sent, url: `http://localhost/?${new URLSearchParams(query)}` });
    expect(await verdict(request, VECTOR_TIME + 900_000)).toBe('right');
    expect(await verdict(request, VECTOR_TIME + 901_000)).toMatch(
      /^403 SignatureDoesNotMatch: Signature expired/,
    );
  });

  test('the time, the action and the method are signed', async () => {
    expect(await address(query => ({ ...query, 'X-Amz-Expires': '61' }))).toContain(NO_MATCH);
    expect(await address(query => ({ ...query, Action: 'Y' }))).toContain(NO_MATCH);
    const { query, ...sent } = await presigned();
    const url = `http://localhost/?${new URLSearchParams(query)}`;
    expect(await verdict(requestOf({ ...sent, url, method: 'POST' }))).toContain(NO_MATCH);
  });

  test('a session token in a header is none of it, and must be signed', async () => {
    const { query, ...sent } = await presigned();
    const url = `http://localhost/?${new URLSearchParams(query)}`;
    const headers = { ...sent.headers, 'x-amz-security-token': 'x' };
    expect(await verdict(requestOf({ ...sent, url, headers }))).toContain(
      'Header(s) not signed: x-amz-security-token',
    );
  });
});
