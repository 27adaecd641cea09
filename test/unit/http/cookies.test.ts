import { describe, expect, test } from 'vitest';
import { clearCookie, cookieNames, flowCookie, readToken, sessionCookie } from '../../../src/http/cookies.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE';
const OTHER = 'Z'.repeat(43);
const https = cookieNames('https://auth.example.org');
const http = cookieNames('http://localhost:8787');

describe('reading', () => {
  test.each([
    `sallyport=${TOKEN}`,
    `a=b; sallyport=${TOKEN}; c=d`,
    `sallyport=${TOKEN};`,
    ` sallyport = ${TOKEN} ;x=y`,
    `sallyport-flow=${OTHER}; sallyport=${TOKEN}`,
    `broken; =x; sallyport=${TOKEN}`,
    `notsallyport=${OTHER}; sallyport=${TOKEN}; sallyport2=${OTHER}`,
  ])('finds the token in %j', header => {
    expect(readToken(header, 'sallyport')).toBe(TOKEN);
  });

  test.each([
    ['another value', `sallyport=${TOKEN}; sallyport=${OTHER}`],
    ['the same value', `sallyport=${TOKEN}; sallyport=${TOKEN}`],
    ['rubbish first', `sallyport=; sallyport=${TOKEN}`],
    ['rubbish last', `sallyport=${TOKEN}; sallyport=x`],
  ])('two of one name count as none, because somebody planted one: %s (3.15)', (_, header) => {
    expect(readToken(header, 'sallyport')).toBeUndefined();
  });

  test.each([
    null,
    '',
    'sallyport',
    'sallyport=',
    `sallyport=${TOKEN}x`,
    `sallyport=${TOKEN.slice(1)}`,
    `sallyport="${TOKEN}"`,
    `sallyport=${TOKEN.slice(1)}=`,
    `sallyport=${TOKEN.slice(1)}%`,
    `SALLYPORT=${TOKEN}`,
    `sallyport=${'x'.repeat(60_000)}`,
    `${';'.repeat(10_000)}`,
  ])('takes nothing else for a token: %j', header => {
    expect(readToken(header, 'sallyport')).toBeUndefined();
  });

  test('a cookie without the prefix is not read where the origin is https (F12)', () => {
    expect(readToken(`sallyport=${TOKEN}`, https.session)).toBeUndefined();
    expect(readToken(`__Host-sallyport=${TOKEN}`, https.session)).toBe(TOKEN);
  });
});

describe('writing (ASVS 3.3)', () => {
  test('on https: __Host-, Secure, HttpOnly, SameSite=Lax, the whole site, no domain', () => {
    for (const text of [sessionCookie(https, TOKEN), flowCookie(https, TOKEN)]) {
      expect(text).toMatch(/^__Host-sallyport(-flow)?=/);
      const attributes = text.split('; ').slice(1);
      for (const wanted of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure'])
        expect(attributes).toContain(wanted);
      expect(text).not.toMatch(/domain/i);
    }
  });

  test('on http, where browsers refuse the prefix: the same without it and without Secure', () => {
    expect(sessionCookie(http, TOKEN)).toMatch(
      new RegExp(`^sallyport=${TOKEN}; Path=/; Max-Age=\\d+; HttpOnly`),
    );
    expect(sessionCookie(http, TOKEN)).not.toMatch(/Secure/);
  });

  test('no cookie outlives what it opens: 12 hours, ten minutes', () => {
    expect(sessionCookie(https, TOKEN)).toContain('Max-Age=43200;');
    expect(flowCookie(https, TOKEN)).toContain('Max-Age=600;');
  });

  test('a cleared cookie is empty and over, with the attributes that browsers match it by', () => {
    expect(clearCookie(https.session)).toBe(
      '__Host-sallyport=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
    );
  });

  test('what was written is read again', () => {
    const [pair = ''] = sessionCookie(https, TOKEN).split(';');
    expect(readToken(pair, https.session)).toBe(TOKEN);
  });
});
