import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { request as requestSecurely } from 'node:https';

/** What the gateway answers with, everywhere. */
export type Envelope<Data = unknown> = {
  success: boolean;
  data: Data;
  error: {
    code: string;
    message: string;
    fields?: Record<string, string>;
    faults?: { line: number; column: number; message: string }[];
    retryAfter?: number;
  };
};

export interface Answer<Data = unknown> {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The JSON body; undefined when the answer is none. */
  body: Envelope<Data>;
  /** Set-Cookie lines as they came. */
  setCookies: string[];
}

export interface RawRequest {
  method?: string;
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer | undefined;
  /** Sends the body in pieces without a content-length. */
  chunked?: boolean;
  /** Runs when the headers and the first byte of the body have been sent; the rest follows when it is done. */
  meanwhile?: (() => Promise<unknown>) | undefined;
}

type Place = { origin: string; address: string };

/** One browser, as far as HTTP goes: a cookie jar and an Origin header. Two clients share nothing. */
export class Client {
  readonly cookies = new Map<string, string>();
  private readonly place: Place;

  constructor(place: Place) {
    this.place = place;
  }

  get<Data>(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer<Data>> {
    return this.send<Data>({ path, headers: { accept: 'application/json', ...headers } });
  }

  post<Data>(
    path: string,
    body: unknown = {},
    headers: OutgoingHttpHeaders = {},
    meanwhile?: RawRequest['meanwhile'],
  ): Promise<Answer<Data>> {
    const standard = {
      accept: 'application/json',
      'content-type': 'application/json',
      origin: this.place.origin,
    };
    return this.send<Data>({
      method: 'POST',
      path,
      headers: { ...standard, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      meanwhile,
    });
  }

  /** An action whose body ends only after something else has happened. */
  heldAction<Data>(name: string, input: unknown, meanwhile: () => Promise<unknown>): Promise<Answer<Data>> {
    return this.post<Data>(`/api/actions/${name}`, input, {}, meanwhile);
  }

  action<Data>(name: string, input: unknown = {}): Promise<Answer<Data>> {
    return this.post<Data>(`/api/actions/${name}`, input);
  }

  /** Sends exactly these headers, plus the jar's cookies unless a Cookie header is given, and keeps what is set. */
  async send<Data>(raw: RawRequest): Promise<Answer<Data>> {
    const answer = await transmit<Data>(this.place.address, {
      ...raw,
      headers: { ...(this.cookies.size > 0 ? { cookie: this.cookieHeader() } : {}), ...raw.headers },
    });
    for (const line of answer.setCookies) this.keep(line);
    return answer;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Another client with the same cookies: a copied browser profile, or a thief. */
  copy(place: Place = this.place): Client {
    const twin = new Client(place);
    for (const [name, value] of this.cookies) twin.cookies.set(name, value);
    return twin;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map(part => part.trim());
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    const value = pair.slice(at + 1);
    const gone = attributes.some(attribute => {
      const [key = '', setting = ''] = attribute.toLowerCase().split('=');
      return (
        (key === 'max-age' && Number(setting) <= 0) ||
        (key === 'expires' && Date.parse(setting) <= Date.now())
      );
    });
    if (gone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function transmit<Data>(address: string, raw: RawRequest): Promise<Answer<Data>> {
  const { hostname, port, protocol } = new URL(address);
  const open = protocol === 'https:' ? requestSecurely : request;
  return new Promise((resolve, reject) => {
    const { method = 'GET', path, headers = {}, body, chunked, meanwhile } = raw;
    const framing: OutgoingHttpHeaders =
      body === undefined || chunked ? {} : { 'content-length': Buffer.byteLength(body) };
    const outgoing = open({
      hostname,
      port,
      method,
      path,
      headers: { ...framing, ...headers },
      agent: false,
    });
    let answered = false;
    outgoing.on('error', failure => {
      // A server that refuses a large body may close before it has read all of it.
      if (!answered) reject(failure);
    });
    outgoing.on('response', response => {
      answered = true;
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: parse(text),
          setCookies: response.headers['set-cookie'] ?? [],
        } as Answer<Data>);
      });
    });
    if (meanwhile !== undefined) {
      const bytes = Buffer.from(body ?? '');
      outgoing.write(bytes.subarray(0, 1), () => {
        meanwhile().then(() => outgoing.end(bytes.subarray(1)), reject);
      });
      return;
    }
    if (body === undefined || !chunked) {
      outgoing.end(body);
      return;
    }
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 8_192) outgoing.write(bytes.subarray(at, at + 8_192));
    outgoing.end();
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
