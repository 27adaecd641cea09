import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import type { Answer, Client } from './client.ts';

export interface Placed {
  path: string;
  authorization: string;
  contentType: string;
  body: string;
  form: URLSearchParams;
  sid: string;
}

/** How the carrier answers a request: as it should, or not. */
export type Mood = 'well' | 'refusing' | 'busy' | 'broken' | 'silent' | 'elsewhere' | 'babbling';

/**
 * A carrier as Twilio is one: takes calls and messages, and calls back with the signatures that Twilio's own package
 * makes. It stands where TWILIO_BASE_URL points.
 */
export async function startCarrier() {
  const accountSid = `AC${randomBytes(16).toString('hex')}`;
  const authToken = randomBytes(16).toString('hex');
  const placed: Placed[] = [];
  const carrier = { mood: 'well' as Mood };
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const path = request.url ?? '';
      const sid = `${path.includes('Messages') ? 'SM' : 'CA'}${randomBytes(16).toString('hex')}`;
      const { authorization = '', 'content-type': contentType = '' } = request.headers;
      placed.push({ path, authorization, contentType, body, form: new URLSearchParams(body), sid });
      answer(response, carrier.mood, sid, path);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sign = (url: string, fields: Record<string, string>, token = authToken) =>
    twilio.getExpectedTwilioSignature(token, url, fields);

  return Object.assign(carrier, {
    accountSid,
    authToken,
    baseUrl,
    placed,
    sign,
    env: {
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: '+4930111222',
      TWILIO_BASE_URL: baseUrl,
    },
    /** The fields of a callback about a call. */
    fieldsOf: ({ sid, form }: Placed, more: Record<string, string> = {}): Record<string, string> => ({
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      [sid.startsWith('SM') ? 'MessageSid' : 'CallSid']: sid,
      From: '+4930111222',
      To: form.get('To') ?? '',
      ...more,
    }),
    /** Calls back at an address that was given, signed as Twilio signs. */
    callBack(client: Client, url: string, fields: Record<string, string>): Promise<Answer> {
      return post(client, url, fields, { 'x-twilio-signature': sign(url, fields) });
    },
    async stop() {
      for (const response of open) response.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  });
}

export type Carrier = Awaited<ReturnType<typeof startCarrier>>;

/** A form to an address of the gateway, with these headers and no others. */
export function post(
  client: Client,
  url: string,
  fields: Record<string, string> | string,
  headers: Record<string, string>,
): Promise<Answer> {
  const { pathname, search } = new URL(url);
  return client.send({
    method: 'POST',
    path: `${pathname}${search}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  });
}

function answer(response: ServerResponse, mood: Mood, sid: string, path: string): void {
  const json = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  switch (mood) {
    case 'well':
      return void json(201, { sid, status: 'queued' });
    case 'refusing':
      return void json(400, {
        code: 21215,
        message: 'Account not authorized to call +49 30 12345678',
        status: 400,
      });
    case 'busy':
      return void json(429, { code: 20429, message: 'Too Many Requests', status: 429 });
    case 'broken':
      return void json(500, { code: 20500, message: 'Internal Server Error', status: 500 });
    case 'silent':
      return;
    case 'elsewhere':
      return void response.writeHead(307, { location: `${path}?again` }).end();
    case 'babbling':
      return void response.writeHead(201, { 'content-type': 'text/html' }).end('<p>Hello</p>');
  }
}
