import { parseMailServer } from '../../src/adapters/mail/server.ts';
import { createMailer } from '../../src/adapters/mail/smtp.ts';

/** A Worker that sends the mail that it is given, and says how that ended. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { url, mail } = (await request.json()) as {
      url: string;
      mail: Parameters<ReturnType<typeof createMailer>['send']>[0];
    };
    const server = parseMailServer(url);
    if (server === undefined) return new Response('no mail server');
    const mailer = createMailer(server, FROM, { silence: 500, attempt: 1_500 });
    return new Response(
      await mailer.send(mail).then(
        () => 'sent',
        (error: Error) => `${error.name}: ${error.message}`,
      ),
    );
  },
};

const FROM = { name: 'Sallyport', address: 'auth@example.org' };
