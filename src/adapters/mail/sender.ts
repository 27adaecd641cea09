import { isMailbox } from '../../core/mail/mail.ts';

/** Whom mails come from: what `MAIL_FROM` says. */
export interface Sender {
  readonly name: string | undefined;
  /** One mailbox. */
  readonly address: string;
}

/** `auth@example.com` or `Sallyport <auth@example.com>`; nothing else of what a From header may be (D8). */
export function parseSender(text: string): Sender | undefined {
  const [, name, named] = /^([^\p{C}<>"\\]+) <([^<>]+)>$/u.exec(text) ?? [];
  const address = named ?? text;
  return isMailbox(address) ? { name: name?.trim() || undefined, address } : undefined;
}
