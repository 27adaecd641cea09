import { connect, isIP } from 'node:net';
import { connect as connectInTls } from 'node:tls';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import { LONGEST_ATTEMPT } from '../../core/mail/back-off.ts';
import { isMailbox, type Mail } from '../../core/mail/mail.ts';
import { type Mailer, MailRefused } from '../../core/ports.ts';
import { messageOf } from './message.ts';
import type { Sender } from './sender.ts';
import type { MailServer } from './server.ts';

interface Limits {
  /** For the connection, the greeting, and each answer. */
  readonly silence: number;
  readonly attempt: number;
}

/** Hands mails to a mail server by SMTP, on Node and in workerd; one connection a mail, because notices are few. */
export function createMailer(
  server: MailServer,
  from: Sender,
  limits: Limits = { silence: 10_000, attempt: LONGEST_ATTEMPT - 2_000 },
): Mailer {
  return {
    async send(mail) {
      // Whatever is in the table: SMTP is a language of lines, and an address is a word of it (D8).
      if (!isMailbox(mail.to)) throw new MailRefused('not a mailbox');
      const connection = open(server, limits);
      const ended = Promise.withResolvers<never>();
      connection.on('error', ended.reject);
      connection.on('end', () => ended.reject(new Error('ECONNECTION')));
      // A server that says a word every nine seconds would keep a mail past its lease.
      const late = setTimeout(() => ended.reject(new Error('ETIMEDOUT')), limits.attempt);
      try {
        await Promise.race([converse(connection, server, from, mail), ended.promise]);
      } catch (error) {
        throw failureOf(error);
      } finally {
        clearTimeout(late);
        connection.close();
      }
    },
  };
}

function open({ host, port, tls }: MailServer, { silence }: Limits) {
  return new SmtpConnection({
    // Connected here and not by nodemailer: it asks name servers itself, which in workerd are Cloudflare's, and it
    // starts TLS on a socket of its own, which workerd cannot.
    connection: tls === 'start' ? connectInTls({ host, port, ...nameOf(host) }) : connect({ host, port }),
    host,
    secure: tls === 'start',
    secured: tls === 'start',
    requireTLS: tls === 'upgrade',
    ignoreTLS: tls === 'none',
    connectionTimeout: silence,
    greetingTimeout: silence,
    socketTimeout: silence,
    socketCloseTimeout: 1_000,
    maxResponseSize: 64 * 1024,
  });
}

/** The name to ask for in the handshake; an address is none (RFC 6066 section 3). */
function nameOf(host: string): { servername?: string } {
  return isIP(host) === 0 ? { servername: host } : {};
}

async function converse(
  connection: SmtpConnection,
  { credentials }: MailServer,
  from: Sender,
  mail: Mail,
): Promise<void> {
  await called(done => connection.connect(done));
  if (credentials !== undefined) {
    const { user, password } = credentials;
    await called(done => connection.login({ user, pass: password }, done));
  }
  const envelope = { from: from.address, to: [mail.to] };
  await called(done => connection.send(envelope, messageOf(mail, from), done));
  // The mail is the server's now; whether it hears the good-bye changes nothing.
  connection.quit();
}

function called(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start(error => (error ? reject(error) : resolve())));
}

/** Codes only: nodemailer's messages quote what the server said, and servers quote addresses. */
function failureOf(error: unknown): Error {
  if (error instanceof MailRefused) return error;
  const { code, responseCode, command, message } = error as {
    code?: string;
    responseCode?: number;
    command?: string;
    message?: string;
  };
  const reason = [code ?? (/^E[A-Z]+$/.test(message ?? '') ? message : 'ESMTP'), responseCode]
    .filter(Boolean)
    .join(' ');
  // What a server says to a login or to our own address is the operator's to mend, and then the mail goes out.
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  return aboutThisMail && responseCode !== undefined && responseCode >= 500
    ? new MailRefused(reason)
    : new Error(reason);
}
