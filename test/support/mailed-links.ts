import { Client } from './client.ts';
import { data } from './envelope.ts';
import type { Gateway } from './gateway.ts';
import { noticesTo } from './outbox.ts';
import { type Person, withMailbox } from './people.ts';
import { withStoreFile } from './store-file.ts';

export type LinkedPage = 'reset-password' | 'confirm-address';

/** The tokens of the links of a kind in the mails to an address, the newest first. */
export async function tokensTo(gateway: Gateway, address: string, page: LinkedPage): Promise<string[]> {
  const link = new RegExp(`^${gateway.origin}/${page}#([\\w-]{43})$`, 'm');
  const mails = await noticesTo(gateway, address);
  return mails.map(({ text }) => link.exec(text)?.[1]).filter(token => token !== undefined);
}

export async function newestToken(gateway: Gateway, address: string, page: LinkedPage): Promise<string> {
  const [token] = await tokensTo(gateway, address, page);
  if (token === undefined) throw new Error(`no mail to ${address} has a link to ${page}`);
  return token;
}

/** A user's address, confirmed by the link that was mailed there. */
export async function withConfirmedMailbox(gateway: Gateway, owner: Person, user: Person): Promise<string> {
  const mailbox = await withMailbox(owner, user);
  const token = await newestToken(gateway, mailbox, 'confirm-address');
  data(await new Client(gateway).post('/api/address/confirm', { token }));
  return mailbox;
}

/** As if nobody had asked for a mail yet: every test of a file comes from one network. */
export function forgetMails(gateway: Gateway): void {
  withStoreFile(gateway, database => {
    database.exec("delete from throttles where key like 'password-resets|%'; delete from sends;");
  });
}

/** One value of the store. */
export function storedValue(gateway: Gateway, query: string, ...parameters: unknown[]): unknown {
  return withStoreFile(gateway, database => database.prepare(query).pluck().get(parameters));
}
