import { Client } from './client.ts';
import { data } from './envelope.ts';
import type { Gateway } from './gateway.ts';

export interface Notice {
  to: string;
  subject: string;
  text: string;
}

/** The mails to one address, the newest first, as development shows them. */
export async function noticesTo(gateway: Gateway, address: string): Promise<Notice[]> {
  const { mails } = data(await new Client(gateway).get<{ mails: Notice[] }>('/dev/outbox.json'));
  return mails.filter(({ to }) => to === address);
}
