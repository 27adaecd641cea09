import { newUniqueId } from '../identifiers.ts';
import { programOf } from '../notices/program.ts';
import type { Context } from '../ports.ts';
import { htmlOf } from './html.ts';
import { type Mail, newMail, oneLine } from './mail.ts';
import { type QueuedMail, type Sealing, sealedMail } from './sealed.ts';

/** What a mail says, once: its text and its HTML are written from the same parts, so neither tells more. */
export interface Letter {
  readonly subject: string;
  readonly parts: readonly Part[];
}

/** Text is a paragraph. A button's address is ours, never one that somebody typed. */
export type Part =
  | string
  | { readonly button: Button }
  | { readonly facts: readonly Fact[] }
  /** Shown large, to be compared or typed. */
  | { readonly number: string };

export interface Button {
  readonly label: string;
  readonly url: string;
  /** The way for whoever did not ask for the mail: it must not look like the thing to do. */
  readonly quiet?: true;
}

export type Fact = readonly [name: string, value: string];

export function writeMail(
  { now, random }: Pick<Context, 'now' | 'random'>,
  to: string,
  letter: Letter,
): Mail {
  const subject = oneLine(letter.subject);
  const parts = letter.parts.map(plainPart);
  const text = `${parts.map(textOf).join('\n\n')}\n`;
  return newMail({
    ...{ id: newUniqueId('MAIL', random), to, subject, createdAt: now },
    ...{ text, html: htmlOf(subject, parts) },
  });
}

/** A letter without a link, as it waits in the store. */
export function plainMail(context: Pick<Context, 'now' | 'random'>, to: string, letter: Letter): QueuedMail {
  // A bug, not an input: every link of ours ends in a token, and a token does not lie in the store.
  if (letter.parts.some(isButton)) throw new TypeError('a letter with a link is sealed');
  return { ...writeMail(context, to, letter), sealed: undefined };
}

/** A letter with a link, as it waits in the store: nobody reads it there. */
export async function linkMail(
  context: Pick<Context, 'now' | 'random' | 'seal'>,
  to: string,
  letter: Letter,
  { uselessAfter, afterwards }: { readonly uselessAfter: number; readonly afterwards?: Letter },
): Promise<QueuedMail> {
  const sealing: Sealing = {
    uselessAfter,
    afterwards: afterwards && writeMail(context, to, afterwards),
  };
  return sealedMail(context, writeMail(context, to, letter), sealing);
}

function isButton(part: Part): boolean {
  return typeof part !== 'string' && 'button' in part;
}

/** Who asked for it, as far as the gateway knows; nothing that the client writes of itself. */
export function circumstances({ now, caller }: Pick<Context, 'now' | 'caller'>): readonly Fact[] {
  const program = programOf(caller.userAgent);
  const from = [caller.address, caller.place].filter(Boolean).join(', ');
  return [
    ['When', `${new Date(now).toISOString().replace('T', ' ').slice(0, 19)} UTC`],
    ...(from === '' ? [] : [['From', from] as const]),
    ...(program === undefined ? [] : [['With', program] as const]),
  ];
}

/** A line break in a name would forge a line of ours, in the text as in the HTML (D9). */
function plainPart(part: Part): Part {
  if (typeof part === 'string') return oneLine(part);
  if ('number' in part) return { number: oneLine(part.number) };
  if ('facts' in part) return { facts: part.facts.map(([name, value]) => [oneLine(name), oneLine(value)]) };
  const { label, url, quiet } = part.button;
  // A bug, not an input: what a person follows is made of our own origin and a token.
  if (!/^https?:\/\/[\w.:[\]-]+\/[\w/#-]*$/.test(url)) throw new TypeError('a link of a mail is ours');
  return { button: { label: oneLine(label), url, ...(quiet && { quiet }) } };
}

/** A link stands on a line of its own, where no full stop ends up in it. */
function textOf(part: Part): string {
  if (typeof part === 'string') return part;
  if ('number' in part) return `    ${part.number}`;
  if ('facts' in part) return part.facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${part.button.label}:\n${part.button.url}`;
}
