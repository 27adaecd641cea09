import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { CERTIFICATE, KEY } from './localhost-certificate.ts';

export interface Received {
  readonly from: string;
  readonly to: string[];
  /** Who signed in to the mail server, and whether in TLS. */
  readonly user: string | undefined;
  readonly secure: boolean;
  readonly raw: string;
  readonly mail: Email;
}

/** An SMTP server from npm on loopback; remembers what it took. */
export class MailServer {
  readonly received: Received[] = [];
  private readonly server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.server = new SMTPServer({
      ...{ authOptional: true, disableReverseLookup: true, closeTimeout: 100, key: KEY, cert: CERTIFICATE },
      onAuth({ username, password }, _session, callback) {
        if (username === 'gate way' && password === 'p@ss:w/rd') callback(null, { user: username });
        else callback(Object.assign(new Error('no such account'), { responseCode: 535 }));
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const { mailFrom, rcptTo } = session.envelope;
          this.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            user: session.user as string | undefined,
            secure: session.secure,
            raw,
            mail: await PostalMime.parse(raw),
          });
          callback();
        });
      },
      ...options,
    });
    // A client that leaves in the middle is what some tests are about.
    this.server.on('error', () => {});
  }

  async listen(): Promise<number> {
    const listening = this.server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return (listening.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise(resolve => this.server.close(() => resolve()));
  }
}

/** What only looks like a mail server: it does what it is told to whoever connects. */
export async function brokenServer(
  behave: (socket: Socket) => void,
): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer(socket => {
    sockets.add(socket.on('error', () => {}));
    behave(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
