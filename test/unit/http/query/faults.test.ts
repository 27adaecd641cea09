import { AwsV4Signer } from 'aws4fetch';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { digest } from '../../../../src/adapters/crypto/node.ts';
import { HashingBusy, SealBroken, StoreUnavailable } from '../../../../src/core/ports.ts';
import { createApp } from '../../../../src/http/app.ts';
import type { Deps } from '../../../../src/http/deps.ts';
import { KEY } from '../sigv4/signing.ts';

const origin = 'https://auth.example.org';
const SECRET = 'what-was-sent';

/** A gateway whose store fails in this way, and what it logged. */
function failing(error: Error, now = Date.now()) {
  const logged: string[] = [];
  const deps = {
    relyingParty: { id: 'auth.example.org', name: 'Sallyport', origin },
    now: () => now,
    locate: () => ({ address: '203.0.113.7', place: undefined }),
    log: (event: string, details: object) => void logged.push(event, JSON.stringify(details)),
    page: async () => undefined,
    digest,
    store: {
      async findAccessKey() {
        throw error;
      },
    },
  } as unknown as Deps;
  return { app: createApp(deps), logged };
}

async function ask(gateway: ReturnType<typeof failing>, service: 'iam' | 'sts', version: string) {
  const body = `Action=GetUser&Version=${version}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const signer = new AwsV4Signer({ ...KEY, url: `${origin}/`, service, region: 'us-east-1', headers, body });
  const signed = await signer.sign();
  signed.headers.set('host', 'auth.example.org');
  const answer = await gateway.app.request('/', { method: 'POST', headers: signed.headers, body });
  const { ErrorResponse } = new XMLParser().parse(await answer.text());
  return { answer, said: ErrorResponse.Error, requestId: ErrorResponse.RequestId };
}

describe('contract 9.1: what fails here is XML, too', () => {
  test.each([
    new StoreUnavailable(SECRET),
    new SealBroken(SECRET),
    new HashingBusy(SECRET),
  ])('%s is 503, which clients send again', async error => {
    const { answer, said, requestId } = await ask(failing(error), 'iam', '2010-05-08');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('text/xml');
    expect(said).toMatchObject({ Type: 'Receiver', Code: 'ServiceUnavailable' });
    expect(answer.headers.get('x-amzn-requestid')).toBe(requestId);
  });

  test.each([
    ['iam', '2010-05-08', 'ServiceFailure'],
    ['sts', '2011-06-15', 'InternalFailure'],
  ] as const)('a bug is 500, in the words of %s, and says nothing of what was sent', async (service, version, code) => {
    const gateway = failing(new TypeError(SECRET));
    const { answer, said } = await ask(gateway, service, version);
    expect(answer.status).toBe(500);
    expect(said).toMatchObject({ Type: 'Receiver', Code: code });
    expect(gateway.logged).toContain('InternalError');
    expect(JSON.stringify([said, gateway.logged])).not.toContain(SECRET);
  });

  test('a clock that was never set judges no signature', async () => {
    const { answer, said } = await ask(failing(new TypeError(), 0), 'iam', '2010-05-08');
    expect(answer.status).toBe(503);
    expect(said.Code).toBe('ServiceUnavailable');
  });
});
