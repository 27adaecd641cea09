import type { Server } from 'node:http';

/** For 64 kB of JSON. Node would give five minutes, to a file on a slow line as to a sender who holds a connection. */
const BODY = 60_000;
/** A file has limits of its own (http/upload.ts); this is the fence behind them. */
const FILE = 31 * 60_000;

/** How long a request may take to arrive. `isUpload` says of a path whether a file comes there. */
export function limitArrival(server: Server, isUpload: (path: string) => boolean, body = BODY): void {
  server.requestTimeout = FILE;
  server.headersTimeout = body;
  server.on('request', incoming => {
    const { headers, method, url = '' } = incoming;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
    const path = url.split('?', 1)[0] ?? '';
    if (!hasBody || (method === 'POST' && isUpload(path))) return;
    const late = setTimeout(() => incoming.complete || incoming.socket.destroy(), body).unref();
    incoming.once('close', () => clearTimeout(late));
  });
}
