import type { Mail } from '../../core/mail/mail.ts';
import type { Sender } from './sender.ts';

/**
 * A mail as it travels (RFC 5322): its text, and beside it the same as HTML for readers that show that (RFC 2046
 * section 5.1.4); no attachments, no addresses but these two. Written here, because this is all of MIME that a mail
 * needs, and a composer for the rest brings a parser of address lists along, which is where other people's mails went
 * astray (D8). The same mail makes the same message every time, so that whoever gets one twice has one Message-ID.
 */
export function messageOf(mail: Mail, from: Sender): string {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const headers = [
    `From: ${from.name === undefined ? '' : phrase(from.name)}<${from.address}>`,
    `To: <${mail.to}>`,
    `Subject: ${unstructured(mail.subject)}`,
    `Date: ${new Date(mail.createdAt).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.id}@${domain}>`,
    // No out-of-office reply to a notice (RFC 3834).
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
  ];
  const text = entityOf('plain', mail.text);
  if (mail.html === '') return `${headers.join('\r\n')}\r\n${text}\r\n`;
  // Nobody who puts words into a mail knows its id: it is made at random in the same request.
  const boundary = `=_${mail.id}`;
  return [
    ...headers,
    'Content-Type: multipart/alternative;',
    ` boundary="${boundary}"`,
    '',
    // The last is what a reader prefers.
    ...[text, entityOf('html', mail.html)].flatMap(part => [`--${boundary}`, part]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** One part of it: its headers and, after an empty line, its body. */
function entityOf(kind: 'plain' | 'html', content: string): string {
  const plain = /^[\x20-\x7e\n]*$/.test(content) && content.split('\n').every(fits);
  const lines = content.replaceAll('\n', '\r\n');
  return [
    `Content-Type: text/${kind}; charset=utf-8`,
    `Content-Transfer-Encoding: ${plain ? '7bit' : 'base64'}`,
    '',
    plain ? lines : base64Lines(lines),
  ].join('\r\n');
}

/** RFC 5322 section 2.1.1; what is longer travels encoded. */
function fits(line: string): boolean {
  return line.length <= 998;
}

/** A quoted string; a name never contains quotes or backslashes (sender.ts). */
function phrase(name: string): string {
  return isPlain(name) ? `"${name}" ` : `${encodedWords(name)}\r\n `;
}

function unstructured(text: string): string {
  return isPlain(text) ? text : encodedWords(text);
}

/** Text that holds `=?` would be read as encoded although it is not. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]{0,200}$/.test(text) && !text.includes('=?');
}

/** RFC 2047 section 2: lines of at most 76 characters, the header's name included, and no character is split. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 39) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map(part => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ');
}

function base64Lines(text: string): string {
  return (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
}
