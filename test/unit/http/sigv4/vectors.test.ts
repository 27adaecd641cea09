import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { digest as onNode } from '../../../../src/adapters/crypto/node.ts';
import { digest as inWorkerd } from '../../../../src/adapters/crypto/worker.ts';
import { canonicalRequest } from '../../../../src/http/sigv4/canonical.ts';
import { signatureOf } from '../../../../src/http/sigv4/signature.ts';
import type { Secret } from '../../../../src/http/sigv4/signing-key.ts';
import { requestOf, secretOf, verdict } from './signing.ts';
import { VECTOR_KEY, VECTORS, type Vector } from './vectors.ts';

const DATE = '20260102T030405Z';

function received({ path, body, token, region, service, signature }: Vector) {
  const signed = [
    'content-type',
    'host',
    'x-amz-date',
    ...(token === undefined ? [] : ['x-amz-security-token']),
  ];
  const request = requestOf({
    url: `http://127.0.0.1:9911${path}`,
    body,
    headers: {
      host: '127.0.0.1:9911',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-amz-date': DATE,
      ...(token !== undefined && { 'x-amz-security-token': token }),
      authorization: `AWS4-HMAC-SHA256 Credential=${VECTOR_KEY.accessKeyId}/20260102/${region}/${service}/aws4_request, SignedHeaders=${signed.join(';')}, Signature=${signature}`,
    },
  });
  return { request, signed };
}

describe.each(Object.entries(VECTORS))('contract 2.4: vector %s of botocore', (_, vector) => {
  const { request, signed } = received(vector);
  const canonical = canonicalRequest(request, signed, vector.bodyHash);

  test('the canonical request is the one that was signed', async () => {
    expect(await onNode.sha256Hex(request.body)).toBe(vector.bodyHash);
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(vector.canonicalHash);
  });

  test.each([
    ['Node', onNode],
    ['workerd', inWorkerd],
  ])('the signature is computed alike on %s', async (_runtime, digest) => {
    const { region, service } = vector;
    const scope = { accessKeyId: VECTOR_KEY.accessKeyId, day: '20260102', region, service };
    expect(await signatureOf(digest, secretOf(VECTOR_KEY.secretAccessKey), scope, DATE, canonical)).toBe(
      vector.signature,
    );
  });

  test('the request is taken as it came', async () => {
    expect(await verdict(request)).toBe('right');
  });

  test('... and not with a byte of its body, its path, its query or its host changed', async () => {
    const wrong = /^403 SignatureDoesNotMatch: The request signature we calculated does not match/;
    const body = Uint8Array.from(request.body);
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    const headers = new Headers(request.headers);
    headers.set('host', '127.0.0.1:9912');
    for (const altered of [
      { ...request, body },
      { ...request, path: `${request.path}x` },
      { ...request, query: [['a', ''] as const] },
      { ...request, method: 'GET' },
      { ...request, headers },
    ]) {
      expect(await verdict(altered)).toMatch(wrong);
    }
  });
});

describe('keys that were derived before', () => {
  const scope = { accessKeyId: 'AKIA', day: '20260102', region: 'us-east-1', service: 'iam' } as const;
  const sign = (secret: Secret, more: object = {}) =>
    signatureOf(onNode, secret, { ...scope, ...more }, DATE, 'canonical');

  test('are of one secret, day, region and service; the secret is opened once', async () => {
    const openSecret = vi.fn(() => 'one');
    const secret = { ...secretOf('one'), openSecret };
    const first = await sign(secret);
    expect(await sign(secret)).toBe(first);
    expect(openSecret).toHaveBeenCalledTimes(1);
    expect(first).toBe(await sign(secretOf('one')));
    expect(await sign(secretOf('two'))).not.toBe(first);
    for (const more of [{ day: '20260103' }, { region: 'eu-west-1' }, { service: 'sts' }])
      expect(await sign(secret, more)).toBe(await sign(secretOf('one'), more));
  });

  test('are forgotten, the oldest first', async () => {
    const openSecret = vi.fn(() => 'one');
    const secret = { ...secretOf('one'), openSecret };
    await sign(secret);
    for (let at = 0; at < 256; at += 1) await sign(secretOf('other'));
    await sign(secret);
    expect(openSecret).toHaveBeenCalledTimes(2);
  });
});
