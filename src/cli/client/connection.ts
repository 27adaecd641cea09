import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  Agent as PlainAgent,
  request as plain,
} from 'node:http';
import { request as encrypted, Agent as TlsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { isThisMachine } from './endpoint.ts';

export interface ConnectionOptions {
  readonly verifyCertificate: boolean;
  /** PEM, instead of the built-in authorities. */
  readonly authorities: string | undefined;
  /** Milliseconds; 0: for ever. */
  readonly connectTimeout: number;
  readonly readTimeout: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The gateway said nothing, or not all of it. */
export class NoAnswer {
  readonly why: string;
  /** False: there was never a connection, so the request cannot have arrived. */
  readonly sent: boolean;

  constructor(why: string, sent: boolean) {
    this.why = why;
    this.sent = sent;
  }
}

/** One gateway. Redirects are not followed: they would carry the key to wherever somebody points. */
export class Connection {
  readonly endpoint: URL;
  private readonly options: ConnectionOptions;
  private readonly agent: PlainAgent | TlsAgent;

  constructor(endpoint: URL, options: ConnectionOptions) {
    this.endpoint = endpoint;
    this.options = options;
    const common = { keepAlive: true, ...(!isThisMachine(endpoint) && { proxyEnv: process.env }) };
    this.agent =
      endpoint.protocol === 'http:'
        ? new PlainAgent(common)
        : new TlsAgent({
            ...common,
            rejectUnauthorized: options.verifyCertificate,
            ...(options.authorities !== undefined && { ca: options.authorities }),
          });
  }

  address(path: string): URL {
    return new URL(`${this.endpoint.pathname.replace(/\/$/, '')}${path}`, this.endpoint);
  }

  post(address: URL, headers: Record<string, string>, body: string | Readable): Promise<Answer | NoAnswer> {
    return new Promise(resolve => {
      let answered = false;
      let connected = false;
      const send = this.endpoint.protocol === 'http:' ? plain : encrypted;
      const request = send(address, { method: 'POST', headers, agent: this.agent });
      request.once('response', response => {
        answered = true;
        resolve(readAnswer(response));
      });
      // After an early answer (too large, not allowed) the rest of an upload has nowhere to go: no failure.
      request.on('error', error => {
        if (!answered) resolve(new NoAnswer(whyNot(error), connected));
      });
      request.once('socket', socket => {
        const connects = () => {
          connected = true;
        };
        if (socket.connecting) socket.once(this.ready, connects);
        else connects();
        this.limitConnecting(socket, request);
      });
      request.setTimeout(this.options.readTimeout, () => request.destroy(new Error('read timeout')));
      if (typeof body === 'string') request.end(body);
      else {
        body.once('error', error => request.destroy(error));
        body.pipe(request);
      }
    });
  }

  close(): void {
    this.agent.destroy();
  }

  /** Said by a socket when a request can go through it. */
  private get ready(): 'connect' | 'secureConnect' {
    return this.endpoint.protocol === 'http:' ? 'connect' : 'secureConnect';
  }

  private limitConnecting(socket: Socket, request: { destroy(error: Error): void }): void {
    const { connectTimeout } = this.options;
    if (connectTimeout === 0 || !socket.connecting) return;
    const timer = setTimeout(() => request.destroy(new Error('connect timeout')), connectTimeout);
    const clear = () => clearTimeout(timer);
    socket.once(this.ready, clear);
    socket.once('close', clear);
  }
}

async function readAnswer(response: IncomingMessage): Promise<Answer | NoAnswer> {
  try {
    return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
  } catch (error) {
    return new NoAnswer(whyNot(error), true);
  }
}

/** A connection to several addresses of a name fails with several errors in one, which has no message. */
function whyNot(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  if (!(first instanceof Error)) return 'unknown';
  const code = 'code' in first && typeof first.code === 'string' ? first.code : undefined;
  return code !== undefined && !first.message.includes(code) ? `${first.message} (${code})` : first.message;
}
