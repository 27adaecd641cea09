import { once } from 'node:events';
import { createServer, request as forward, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Gateway } from '../gateway.ts';
import type { PrivateCa } from './private-ca.ts';

export interface Proxy {
  readonly endpoint: string;
  /** How often a client asked since this was last called: clients repeat what they think is worth it (contract 9.2). */
  counted(): number;
  stop(): Promise<void>;
}

/** What stands before a gateway and ends TLS: hands on Host, path and every byte as they came. */
export async function startProxy(gateway: Gateway, ca?: PrivateCa): Promise<Proxy> {
  const { hostname, port } = new URL(gateway.address);
  let count = 0;
  const serve: RequestListener = (request, response) => {
    count += 1;
    const { method, url: path, rawHeaders: headers } = request;
    const onward = forward({ hostname, port, method, path, headers, agent: false }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  };
  const server = ca ? createTlsServer({ cert: ca.certificate, key: ca.key }, serve) : createServer(serve);
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    endpoint: `${ca ? 'https' : 'http'}://localhost:${own}`,
    counted: () => {
      const counted = count;
      count = 0;
      return counted;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
