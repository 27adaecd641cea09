import { AwsV4Signer } from 'aws4fetch';
import { describe, expect, test } from 'vitest';
import { KEY, requestOf, smithy, verdict } from './signing.ts';
import { VECTOR_TIME } from './vectors.ts';

const NOW = new Date(VECTOR_TIME);
const FORM = 'application/x-www-form-urlencoded';

/** Paths and queries that two implementations could read differently; `decoded` is what a program hands to its library. */
const PATHS = [
  '/',
  '/aws',
  '/aws/',
  '/a%20b',
  '/a/b/c',
  '/a//b',
  '/%7Etilde',
  '/star*(x)!',
  '/%C3%AB',
  '/a%2Fb',
  '/a:b@c',
];
const QUERIES: Record<string, string>[] = [
  {},
  { Action: 'GetUser', Version: '2010-05-08' },
  { b: '2', a: '1', B: '3', 'a-b': '', A: '~' },
  { UserName: 'Zoë', Path: "/x y/+*()!'/", e: 'a=b&c', emoji: '🦊' },
];

describe.each(PATHS)('contract 2.2 (9): the path %s', path => {
  test.each(QUERIES)('signed by the AWS SDK for JavaScript, with query %j', async query => {
    const unsigned = {
      method: 'POST',
      protocol: 'http:',
      hostname: 'localhost',
      port: 8787,
      path,
      query,
      headers: {
        host: 'localhost:8787',
        'content-type': FORM,
        'x-amz-user-agent': 'aws   sdk  ',
        'content-length': '3',
      },
      body: 'a=b',
    };
    const { headers } = await smithy('iam').sign(unsigned, { signingDate: NOW });
    const search = Object.entries(query).map(pair => pair.map(encodeURIComponent).join('='));
    const url = `http://localhost:8787${path}?${search.join('&')}`;
    expect(await verdict(requestOf({ url, headers, body: 'a=b' }))).toBe('right');
  });

  test.each(QUERIES)('presigned by it, with query %j', async query => {
    const unsigned = {
      method: 'GET',
      protocol: 'http:',
      hostname: 'localhost',
      port: 8787,
      path,
      query,
      headers: { host: 'localhost:8787' },
    };
    const signed = await smithy('sts').presign(unsigned, { signingDate: NOW, expiresIn: 60 });
    const search = Object.entries(signed.query ?? {}).map(pair =>
      pair.map(part => encodeURIComponent(String(part))).join('='),
    );
    const url = `http://localhost:8787${path}?${search.join('&')}`;
    expect(await verdict(requestOf({ method: 'GET', url, headers: { host: 'localhost:8787' } }))).toBe(
      'right',
    );
  });
});

describe('contract 2.2 (9): signed by aws4fetch', () => {
  test.each(QUERIES)('with query %j', async query => {
    const search = new URLSearchParams(query);
    const signer = new AwsV4Signer({
      ...KEY,
      url: `http://localhost:8787/?${search}`,
      service: 'iam',
      region: 'eu-west-1',
      headers: { 'content-type': FORM },
      body: 'a=b',
      datetime: '20260102T030405Z',
    });
    const { url, headers } = await signer.sign();
    headers.set('host', 'localhost:8787');
    const sent = { url: url.href, headers: Object.fromEntries(headers), body: 'a=b' };
    expect(await verdict(requestOf(sent))).toBe('right');
  });
});

describe('contract 2.2 (6): regions', () => {
  test.each([
    'us-east-1',
    'eu-west-1',
    'aws-global',
    'local',
    'xx',
    'us-gov-west-1',
  ])('%s is taken', async region => {
    const unsigned = {
      method: 'POST',
      hostname: 'localhost',
      path: '/',
      headers: { host: 'localhost' },
      body: '',
    } as unknown as Parameters<ReturnType<typeof smithy>['sign']>[0];
    const { headers } = await smithy('iam', KEY, region).sign(unsigned, { signingDate: NOW });
    expect(await verdict(requestOf({ url: 'http://localhost/', headers }))).toBe('right');
  });
});
