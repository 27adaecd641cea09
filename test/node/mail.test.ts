import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { mailsInStore, queueMail } from '../support/mail-rows.ts';
import { MailServer } from '../support/mail-server.ts';
import { letPass, MINUTE } from '../support/passing-time.ts';

const PRODUCTION = {
  MODE: 'production',
  HOST: '127.0.0.1',
  ORIGIN: 'https://gate.example.com',
  SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};
const sendingTo = (port: number) => ({
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_FROM: 'auth@example.org',
});

async function withGateway<T>(
  env: Record<string, string>,
  use: (gateway: Gateway) => Promise<T>,
  dataDir?: string,
): Promise<T> {
  const gateway = await startGateway({ runtime: 'node', env, ...(dataDir && { dataDir }) });
  try {
    return await use(gateway);
  } finally {
    await gateway.stop();
  }
}

/** A mail server that answers a whole mail only when it is told to. */
function slowServer() {
  const taken: (() => void)[] = [];
  const server = new MailServer({
    onData(stream, _session, callback) {
      stream.resume();
      stream.on('end', () => taken.push(() => callback()));
    },
  });
  return { server, taken };
}

test('in production there is no outbox to look at', async () => {
  await withGateway(PRODUCTION, async gateway => {
    queueMail(gateway);
    for (const path of ['/dev/outbox', '/dev/outbox.json', '/dev/outbox/', '/outbox', '/outbox.html']) {
      const client = new Client(gateway);
      const answer = await client.get(path, { host: 'gate.example.com' });
      expectRefusal(answer, 404, 'NOT_FOUND');
      expect((await client.get(path, { accept: 'text/html' })).status, path).toBe(404);
    }
  });
});

test('production without a mail server starts, says once that nobody is told, and keeps no mail', async () => {
  await withGateway(PRODUCTION, async gateway => {
    queueMail(gateway);
    queueMail(gateway);
    await expect.poll(() => mailsInStore(gateway), { timeout: 10_000 }).toEqual([]);
    expect(gateway.output().match(/"event":"MailOff"/g)).toHaveLength(1);
  });
});

test('production keeps no copy of what it has sent', async () => {
  const server = new MailServer();
  await withGateway({ ...PRODUCTION, ...sendingTo(await server.listen()) }, async gateway => {
    const id = queueMail(gateway);
    await expect
      .poll(() => server.received.map(({ mail }) => mail.messageId), { timeout: 10_000 })
      .toEqual([`<${id}@example.org>`]);
    await expect.poll(() => mailsInStore(gateway), { timeout: 10_000 }).toEqual([]);
    expect(gateway.output()).not.toContain('MailOff');
  });
  await server.close();
});

test('a mail server that hangs makes no request wait (3.5)', async () => {
  const { server, taken } = slowServer();
  await withGateway(sendingTo(await server.listen()), async gateway => {
    queueMail(gateway);
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(1);
    data(await new Client(gateway).post('/api/sign-in/cancel'));
    expect(taken).toHaveLength(1);
    taken[0]?.();
  });
  await server.close();
});

test('a stop signal lets a mail that is on its way arrive: it is not sent again after the restart', async () => {
  const { server, taken } = slowServer();
  const env = sendingTo(await server.listen());
  await withGateway(env, async gateway => {
    queueMail(gateway);
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(1);
    const halted = gateway.halt();
    await expect.poll(() => gateway.output(), { timeout: 10_000 }).toContain('"stopping"');
    taken[0]?.();
    await halted;
    expect(gateway.output()).toContain('"stopped"');
    letPass(gateway, MINUTE);
    queueMail(gateway);
    await withGateway(
      env,
      async () => {
        await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(2);
        taken[1]?.();
      },
      gateway.dataDir,
    );
    expect(mailsInStore(gateway).map(({ attempts }) => attempts)).toEqual([1, 1]);
  });
  await server.close();
});

test('a process that is killed with a mail on its way loses nothing: the next one sends it', async () => {
  const { server, taken } = slowServer();
  const well = new MailServer();
  await withGateway(sendingTo(await server.listen()), async gateway => {
    const id = queueMail(gateway);
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(1);
    // Stopping waits for the mail, until the patience of the service manager ends: SIGKILL.
    await gateway.halt();
    expect(gateway.output()).not.toContain('"stopped"');
    expect(mailsInStore(gateway)).toEqual([{ id, attempts: 1 }]);
    letPass(gateway, MINUTE);
    await withGateway(
      sendingTo(await well.listen()),
      () => expect.poll(() => well.received.length, { timeout: 10_000 }).toBe(1),
      gateway.dataDir,
    );
    expect(well.received[0]?.mail.messageId).toBe(`<${id}@example.org>`);
  });
  await server.close();
  await well.close();
});
