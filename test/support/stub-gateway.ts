import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CERTIFICATE, KEY } from './localhost-certificate.ts';

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `cut`: the connection ends without an answer. `silent`: nothing comes. */
export type Said =
  | 'cut'
  | 'silent'
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };

/** What a client of a gateway sends, and answers that a gateway rarely gives. */
export interface StubGateway {
  readonly address: string;
  readonly requests: Recorded[];
  /** Given one after the other; the last one again and again. */
  says(...answers: Said[]): void;
  /** What happens while the next request is on its way. */
  onRequest(happens: () => void): void;
  stop(): Promise<void>;
}

export async function startStubGateway(options: { tls?: boolean } = {}): Promise<StubGateway> {
  const requests: Recorded[] = [];
  let answers: Said[] = [success({})];
  let happens = () => {};
  const serve: RequestListener = async (request, response) => {
    const { method = '', url = '', headers } = request;
    const body = await text(request).catch(() => '');
    requests.push({ method, path: url, headers, body });
    happens();
    const [said = 'cut'] = answers;
    if (answers.length > 1) answers = answers.slice(1);
    if (said === 'cut') return request.socket.destroy();
    if (said === 'silent') return;
    response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers });
    response.end(said.body);
  };
  const server = options.tls ? createTlsServer({ cert: CERTIFICATE, key: KEY }, serve) : createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: options.tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    requests,
    says: (...given) => {
      requests.length = 0;
      answers = given;
    },
    onRequest: given => {
      happens = given;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

export function success(data: unknown): Said {
  return { status: 200, body: JSON.stringify({ success: true, data }) };
}

export function refusal(
  status: number,
  code: string,
  message: string,
  extras: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
): Said {
  const { fields, headers } = extras;
  return {
    status,
    body: JSON.stringify({ success: false, error: { code, message, fields } }),
    ...(headers && { headers }),
  };
}
