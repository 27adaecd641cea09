import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebhookEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Record<'account' | 'actor' | 'subject' | 'resource' | 'outcome' | 'sentence', string | null>;
}

/** A server that events are posted to; answers with the status that `answer` says. */
export class WebhookReceiver {
  readonly posted: Posted[] = [];
  answer = 204;
  private readonly server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      this.posted.push({ path, headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(this.answer, { location: '/redirected' }).end('nothing of this is of interest');
    });
  });

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** What came to this path, each verified with the secret by the npm package; a bad one throws. */
  events(secret: string, path = '/events'): WebhookEvent[] {
    return this.posted
      .filter(posted => posted.path === path)
      .map(
        ({ headers, body }) =>
          new Webhook(secret).verify(body, headers as Record<string, string>) as WebhookEvent,
      );
  }
}
