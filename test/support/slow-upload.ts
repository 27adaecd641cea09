import { request } from 'node:http';
import type { Client, Envelope } from './client.ts';
import type { Gateway } from './gateway.ts';
import type { ImportReport } from './inventory.ts';

export interface Uploaded {
  status: number;
  body: Envelope<ImportReport>;
  /** Whether the answer came after the whole file had left: a browser hears no earlier one. */
  afterAll: boolean;
}

/** Sends a file piece by piece, without saying how long it is; between the pieces something else may happen. */
export function uploadInPieces(
  gateway: Gateway,
  client: Client,
  pieces: readonly (string | Buffer | (() => Promise<unknown>))[],
  headers: Record<string, string> = {},
): Promise<Uploaded> {
  const { hostname, port } = new URL(gateway.address);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      hostname,
      port,
      method: 'POST',
      path: '/api/actions/ImportHardwareMFADevices',
      headers: {
        origin: gateway.origin,
        cookie: client.cookieHeader(),
        'content-type': 'text/csv',
        ...headers,
      },
      agent: false,
    });
    let afterAll = false;
    outgoing.on('error', reject);
    outgoing.on('finish', () => {
      afterAll = true;
    });
    outgoing.on('response', response => {
      const early = !afterAll;
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(Buffer.concat(parts).toString('utf8')),
          afterAll: !early,
        }),
      );
    });
    const sending = async () => {
      for (const piece of pieces) {
        if (typeof piece === 'function') await piece();
        else await new Promise<void>(sent => outgoing.write(piece, () => sent()));
      }
      outgoing.end();
    };
    sending().catch(error => {
      outgoing.destroy();
      reject(error);
    });
  });
}
