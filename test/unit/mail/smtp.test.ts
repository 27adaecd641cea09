import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Sender } from '../../../src/adapters/mail/sender.ts';
import { parseMailServer } from '../../../src/adapters/mail/server.ts';
import { createMailer } from '../../../src/adapters/mail/smtp.ts';
import { newMail } from '../../../src/core/mail/mail.ts';
import { CERTIFICATE } from '../../support/localhost-certificate.ts';
import { brokenServer, MailServer, type Received } from '../../support/mail-server.ts';

const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, CERTIFICATE]));
afterAll(() => setDefaultCACertificates(trusted));

const FROM = { name: 'Sallyport', address: 'auth@example.org' };
const MAIL = newMail({
  id: 'MAIL1',
  to: 'mira@example.org',
  subject: 'A device was assigned to you',
  text: 'Hello Mira,\n\nyour account has a new device.\n.\n..\n',
  html: '<p>Hello Mira,</p>\n<p>your account has a new device.</p>\n.\n..\n',
  createdAt: Date.UTC(2026, 10, 22, 8, 30),
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function mailServer(options?: ConstructorParameters<typeof MailServer>[0]) {
  const server = new MailServer(options);
  closing.push(() => server.close());
  return { server, port: await server.listen() };
}

function mailer(url: string, from: Sender = FROM) {
  const server = parseMailServer(url);
  if (server === undefined) throw new Error(`${url} is no mail server`);
  return createMailer(server, from, { silence: 300, attempt: 900 });
}

describe('a mail arrives', () => {
  test('as it was written, once, at one mailbox', async () => {
    const { server, port } = await mailServer();
    await mailer(`smtp://127.0.0.1:${port}`).send(MAIL);
    expect(server.received).toHaveLength(1);
    const { from, to, mail, raw } = server.received[0] as Received;
    expect({ from, to }).toEqual({ from: 'auth@example.org', to: ['mira@example.org'] });
    expect(mail).toMatchObject({
      from: { name: 'Sallyport', address: 'auth@example.org' },
      to: [{ name: '', address: 'mira@example.org' }],
      subject: MAIL.subject,
      messageId: '<MAIL1@example.org>',
      date: '2026-11-22T08:30:00.000Z',
      attachments: [],
    });
    expect(mail.html?.replaceAll('\r\n', '\n').trimEnd()).toBe(MAIL.html.trimEnd());
    expect(mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(MAIL.text.trimEnd());
    expect(raw).toContain('Auto-Submitted: auto-generated\r\n');
    expect(raw).toContain('your account has a new device.\r\n');
  });

  test('in any language, with subjects and lines of any length', async () => {
    const { server, port } = await mailServer();
    const subject = `Новое устройство «Ключ 🔑» ${'für Jürgen Größe '.repeat(12)}`.trim();
    const text = `Здравствуйте, 🔑\n${'ä'.repeat(1_500)}\nEnde`;
    const name = 'Sällyport, die Tür mit den zwei Türen des Hauses';
    await mailer(`smtp://127.0.0.1:${port}`, { name, address: FROM.address }).send({
      ...MAIL,
      subject,
      text,
      html: `<p>${text}</p>`,
    });
    const [received] = server.received;
    expect(received?.mail.subject).toBe(subject);
    expect(received?.mail.from?.name).toBe(name);
    expect(received?.mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(text);
    expect(received?.mail.html?.replaceAll('\r\n', '\n').trimEnd()).toBe(`<p>${text}</p>`);
    expect(received?.raw).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(Math.max(...(received?.raw ?? '').split('\r\n').map(line => line.length))).toBeLessThan(79);
  });

  test('with words in it that look encoded, as they are', async () => {
    const { server, port } = await mailServer();
    const subject = 'Device =?UTF-8?B?ZXZpbA==?= was assigned';
    await mailer(`smtp://127.0.0.1:${port}`).send({ ...MAIL, subject });
    expect(server.received[0]?.mail.subject).toBe(subject);
  });
});

describe('TLS', () => {
  const credentials = `${encodeURIComponent('gate way')}:${encodeURIComponent('p@ss:w/rd')}`;

  test('STARTTLS, then the login, then the mail', async () => {
    const { server, port } = await mailServer({ authOptional: false });
    await mailer(`smtp://${credentials}@localhost:${port}?tls=required`).send(MAIL);
    expect(server.received).toMatchObject([{ user: 'gate way', secure: true }]);
  });

  test('TLS from the first byte', async () => {
    const { server, port } = await mailServer({ secure: true, authOptional: false });
    await mailer(`smtps://${credentials}@localhost:${port}`).send(MAIL);
    expect(server.received).toMatchObject([{ user: 'gate way', secure: true }]);
  });

  test('a server that hides STARTTLS gets neither the password nor the mail', async () => {
    const said: unknown[] = [];
    const { server, port } = await mailServer({
      hideSTARTTLS: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (auth, _session, callback) => {
        said.push(auth);
        callback(null, { user: 'anybody' });
      },
    });
    await expect(mailer(`smtp://${credentials}@localhost:${port}?tls=required`).send(MAIL)).rejects.toThrow(
      'ETLS',
    );
    expect([said, server.received]).toEqual([[], []]);
  });

  test('a certificate of another name, or of nobody known, gets nothing', async () => {
    const { server, port } = await mailServer({ secure: true });
    await expect(mailer(`smtps://127.0.0.1:${port}`).send(MAIL)).rejects.toThrow();
    setDefaultCACertificates(trusted);
    try {
      await expect(mailer(`smtps://localhost:${port}`).send(MAIL)).rejects.toThrow();
    } finally {
      setDefaultCACertificates([...trusted, CERTIFICATE]);
    }
    expect(server.received).toEqual([]);
  });
});

/** How a failed attempt ended: its name and what the log would say. */
const failure = (sending: Promise<void>) =>
  sending.then(
    () => 'sent',
    (error: Error) => `${error.name}: ${error.message}`,
  );
const refusing = (responseCode: number) =>
  Object.assign(new Error('no <mira@example.org> here'), { responseCode });

describe('a failure says whether to try again, and never an address', () => {
  test.each([
    ['RCPT TO', 550, 'MailRefused: EENVELOPE 550'],
    ['RCPT TO', 450, 'Error: EENVELOPE 450'],
    ['DATA', 554, 'MailRefused: EMESSAGE 554'],
    ['DATA', 451, 'Error: EMESSAGE 451'],
    // Our own address and our own password are the operator's to mend.
    ['MAIL FROM', 550, 'Error: EENVELOPE 550'],
  ])('%s answered with %i: %s', async (stage, code, expected) => {
    const { port } = await mailServer({
      ...(stage === 'RCPT TO' && { onRcptTo: (_address, _session, callback) => callback(refusing(code)) }),
      ...(stage === 'MAIL FROM' && {
        onMailFrom: (_address, _session, callback) => callback(refusing(code)),
      }),
      ...(stage === 'DATA' && {
        onData: (stream, _session, callback) => {
          stream.resume();
          stream.on('end', () => callback(refusing(code)));
        },
      }),
    });
    expect(await failure(mailer(`smtp://127.0.0.1:${port}`).send(MAIL))).toBe(expected);
  });

  test('a wrong password', async () => {
    const { port } = await mailServer();
    expect(await failure(mailer(`smtp://gate:wrong@localhost:${port}?tls=required`).send(MAIL))).toBe(
      'Error: EAUTH 535',
    );
  });

  test('nobody listens', async () => {
    const { port, close } = await brokenServer(() => {});
    close();
    expect(await failure(mailer(`smtp://127.0.0.1:${port}`).send(MAIL))).toMatch(/^Error: E/);
  });

  test.each<[string, Parameters<typeof brokenServer>[0]]>([
    ['never says a word', () => {}],
    ['hangs up at once', socket => socket.destroy()],
    ['hangs up after its greeting', socket => socket.end('220 broken ready\r\n')],
    ['speaks another language', socket => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    [
      'talks without an end',
      socket => {
        const talk = setInterval(() => socket.write('220-still here\r\n'), 20);
        socket.on('close', () => clearInterval(talk));
      },
    ],
    [
      'floods',
      socket => {
        socket.write(`220-${'x'.repeat(1_000_000)}`);
      },
    ],
    [
      'greets and then dribbles',
      socket => {
        socket.write('220 broken ready\r\n');
        const dribble = setInterval(() => socket.write('250-still here\r\n'), 50);
        socket.on('close', () => clearInterval(dribble));
      },
    ],
    ['greets and then says nothing', socket => socket.write('220 broken ready\r\n')],
  ])('a server that %s ends the attempt, for now', async (_, behave) => {
    const { port, close } = await brokenServer(behave);
    closing.push(close);
    expect(await failure(mailer(`smtp://127.0.0.1:${port}`).send(MAIL))).toMatch(/^Error: E[A-Z]+( \d+)?$/);
  });

  test('a server that takes the whole mail and never says so: it counts as not sent', async () => {
    const { port } = await mailServer({
      onData(stream) {
        stream.resume();
      },
    });
    expect(await failure(mailer(`smtp://127.0.0.1:${port}`).send(MAIL))).toMatch(/^Error: E/);
  });
});

describe('D8 whatever lies in the table, SMTP gets one mailbox', () => {
  test.each([
    'mira@example.org\r\nRCPT TO:<evil@example.com>',
    'mira@example.org,evil@example.com',
    'mira@example.org> BODY=8BITMIME\r\nDATA',
    '"mira@example.org" <evil@example.com>',
  ])('%j reaches no server', async to => {
    const { server, port } = await mailServer();
    expect(await failure(mailer(`smtp://127.0.0.1:${port}`).send({ ...MAIL, to }))).toBe(
      'MailRefused: not a mailbox',
    );
    expect(server.received).toEqual([]);
  });
});
