import { describe, expect, test } from 'vitest';
import { fail, succeed } from '../../../src/http/envelope.ts';
import { pageHeaders, securityHeaders } from '../../../src/http/headers.ts';
import { REFUSALS, REQUEST_ERRORS } from '../../../src/http/refusals.ts';

const headers = securityHeaders('https://auth.example.org');

describe('the envelope', () => {
  test('of a success: status 200, success and data, nothing else', async () => {
    const response = succeed({ a: 1 }, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ success: true, data: { a: 1 } });
  });

  test('of a refusal: its status, its code, its sentence, and no empty members', async () => {
    const response = fail(REFUSALS.SignInRefused, headers);
    expect(response.status).toBe(401);
    const { code, message } = REFUSALS.SignInRefused;
    expect(await response.json()).toEqual({ success: false, error: { code, message } });
  });

  test('a sentence of its own goes before the general one; fields name what is wrong', async () => {
    const extras = { message: 'Own words.', fields: { PORT: 'No.' } };
    const { error } = (await fail(REQUEST_ERRORS.validation, headers, extras).json()) as { error: unknown };
    expect(error).toEqual({ code: 'VALIDATION_ERROR', ...extras });
  });

  test('when to come back is said in the body and in Retry-After', async () => {
    const response = fail(REFUSALS.TooManyAttempts, headers, { retryAfter: 17 });
    expect(response.headers.get('retry-after')).toBe('17');
    expect(await response.json()).toMatchObject({ error: { retryAfter: 17 } });
    expect(fail(REFUSALS.Busy, headers).headers.get('retry-after')).toBeNull();
  });

  test('two cookies are two headers', () => {
    for (const response of [
      succeed({}, headers, ['a=1', 'b=2']),
      fail(REFUSALS.FlowEnded, headers, {}, ['a=1', 'b=2']),
    ])
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('every answer carries the security headers, with cookies and without', () => {
    for (const response of [
      succeed({}, headers),
      succeed({}, headers, ['a=1']),
      fail(REFUSALS.Busy, headers),
      fail(REFUSALS.Busy, headers, { retryAfter: 1 }, ['a=1']),
    ])
      for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value);
  });
});

describe('security headers (ASVS 3.4)', () => {
  test('answers are not stored, not framed, not sniffed, and tell no referrer', () => {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('HSTS is sent on https alone', () => {
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    expect(securityHeaders('http://localhost:8787')['strict-transport-security']).toBeUndefined();
  });

  test('pages run nothing inline and nothing foreign, and are not framed', () => {
    const policy = pageHeaders('https://auth.example.org')['content-security-policy'] ?? '';
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split('; ')).toContain(directive);
  });
});
