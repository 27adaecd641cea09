import { bytesOf, textOf } from '../phone/sealed.ts';
import type { Seal } from '../ports.ts';
import type { Mail } from './mail.ts';

/** A mail as it waits in the store. */
export interface QueuedMail extends Mail {
  /** Its text and HTML, which are empty then, of a mail with a link: whoever reads the database must not follow it. */
  readonly sealed: string | undefined;
}

type Words = Pick<Mail, 'subject' | 'text' | 'html'>;

/** What a sealed mail says, and until when. */
interface Contents extends Pick<Mail, 'text' | 'html'> {
  /** From then on its link does nothing: a mail that arrives later only asks for clicks in vain. */
  readonly uselessAfter: number;
  /** What is sent in its place when it is late; nothing is where this is undefined. */
  readonly afterwards: Words | undefined;
}

export interface Sealing {
  readonly uselessAfter: number;
  readonly afterwards?: Mail | undefined;
}

/** What the sealed words are bound to. */
export function mailContext(id: string): string {
  return `mails|words|${id}`;
}

/** A token works for whoever holds it, and a table of mails is read by more people than a mailbox. */
export async function sealedMail(
  { seal }: { readonly seal: Seal },
  mail: Mail,
  { uselessAfter, afterwards }: Sealing,
): Promise<QueuedMail> {
  const { text, html } = mail;
  const contents: Contents = { text, html, uselessAfter, afterwards: afterwards && wordsOf(afterwards) };
  const sealed = await seal.seal(bytesOf(asciiJson(contents)), mailContext(mail.id));
  return { ...mail, text: '', html: '', sealed };
}

/** The mail as it is to be read, however old it is. Throws SealBroken. */
export async function openedMail(deps: { readonly seal: Seal }, queued: QueuedMail): Promise<Mail> {
  const { sealed, ...mail } = queued;
  if (sealed === undefined) return mail;
  const { text, html } = await contentsOf(deps.seal, sealed, mail.id);
  return { ...mail, text, html };
}

/** What may still be sent of it; undefined when its link is dead. Throws SealBroken. */
export async function mailToSend(
  deps: { readonly seal: Seal },
  queued: QueuedMail,
  now: number,
): Promise<Mail | undefined> {
  const { sealed, ...mail } = queued;
  if (sealed === undefined) return mail;
  const { text, html, uselessAfter, afterwards } = await contentsOf(deps.seal, sealed, mail.id);
  if (now < uselessAfter) return { ...mail, text, html };
  return afterwards && { ...mail, ...afterwards };
}

async function contentsOf(seal: Seal, sealed: string, id: string): Promise<Contents> {
  return JSON.parse(textOf(await seal.open(sealed, mailContext(id))));
}

function wordsOf({ subject, text, html }: Words): Words {
  return { subject, text, html };
}

/** The core is compiled without TextEncoder, and JSON can spell every character in ASCII. */
function asciiJson(contents: Contents): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(contents).replace(/[^\x20-\x7e]/g, escaped);
}
