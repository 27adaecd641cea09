import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../../src/adapters/mail/message.ts';
import { circumstances, type Letter, writeMail } from '../../../src/core/mail/letter.ts';
import { composeNotice } from '../../../src/core/notices/notice.ts';
import { NOW, owner } from '../store/cast.ts';

const ORIGIN = 'https://auth.example.org';
const TOKEN = 'x'.repeat(43);
const LINK = `${ORIGIN}/reset-password#${TOKEN}`;
const random = { bytes: (length: number) => new Uint8Array(length).fill(7), token: () => TOKEN };
const caller = {
  requestId: 'r',
  address: '203.0.113.7',
  place: 'Leipzig, DE',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const relyingParty = { id: 'auth.example.org', name: 'Sallyport', origin: ORIGIN };
const context = { now: NOW, random, caller, relyingParty };

const letter: Letter = {
  subject: 'Set a new password',
  parts: [
    'Somebody asked for a new password.',
    { facts: circumstances(context) },
    { number: '4821' },
    { button: { label: 'Choose a new password', url: LINK } },
  ],
};
const write = (of: Letter) => writeMail(context, 'mira@example.org', of);
const arrived = (of: Letter) =>
  PostalMime.parse(messageOf(write(of), { name: undefined, address: 'a@b.org' }));

describe('a letter', () => {
  test('says the same in its text and in its HTML, and its link stands alone', async () => {
    const { text = '', html = '', attachments } = await arrived(letter);
    expect(attachments).toEqual([]);
    for (const part of [text, html.replace(/<[^>]*>/g, '')]) {
      for (const words of [
        'Somebody asked',
        'From: 203.0.113.7, Leipzig, DE',
        'With: Firefox on Linux',
        '4821',
      ])
        expect(part).toContain(words);
      expect(part.split(/\r?\n/)).toContain(LINK);
    }
    expect(html.match(/href="[^"]*"/g)).toEqual([`href="${LINK}"`]);
  });

  test('fetches nothing and runs nothing: opening it tells nobody that it was opened (D9)', () => {
    const { html } = write(letter);
    expect(html).not.toMatch(
      /<(img|script|link|iframe|form|object|style|base)\b|url\(|@import|src=|\son\w+=/i,
    );
  });

  test.each([
    '<a href=//evil.example>x</a>',
    '"><img src=x onerror=alert(1)>',
    '{{7*7}}',
    'a\r\nBcc: evil@example.com\r\n\r\n<b>x</b>',
    '&lt;b&gt;',
    '\u2028<script>\u202e',
  ])('D9 %j is text in both parts, and makes no header and no line of its own', async typed => {
    const hostile: Letter = {
      subject: typed,
      parts: [
        typed,
        { facts: [['From', typed]] },
        { number: typed },
        { button: { label: typed, url: LINK } },
      ],
    };
    const { html, text } = write(hostile);
    const own = write({ ...hostile, subject: 'x', parts: [] }).html.match(/<[^>]*>/g) ?? [];
    const tags = html.match(/<[^>]*>/g) ?? [];
    expect(tags.filter(tag => /evil|img|script|alert/.test(tag))).toEqual([]);
    expect(tags.length).toBeLessThan(own.length + 30);
    expect(html.match(/href="[^"]*"/g)).toEqual([`href="${LINK}"`]);
    expect(text).not.toMatch(/^Bcc/m);
    const mail = await arrived(hostile);
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.html).not.toMatch(/<(b|script|img)\b|evil\.example>x/);
  });

  test.each([
    'javascript:alert(1)',
    `${ORIGIN}/x" onclick="y`,
    `https://user@evil.example/#${TOKEN}`,
    `${ORIGIN}/x y`,
    `${ORIGIN}/?next=//evil.example`,
  ])('D9 carries no link like %j: that is a bug, and nothing is sent', url => {
    expect(() => write({ subject: 's', parts: [{ button: { label: 'Go', url } }] })).toThrow(TypeError);
  });

  test('travels in parts that no content ends, in seven bits or encoded', async () => {
    const mail = write({ subject: 's', parts: [`--=_ --=_MAIL ${'ä'.repeat(600)}`, 'plain'] });
    const raw = messageOf(mail, { name: undefined, address: 'a@b.org' });
    expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
    const { text, html } = await PostalMime.parse(raw);
    expect(text?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.text.trimEnd());
    expect(html?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.html.trimEnd());
  });
});

test('a notice may carry one link of ours, for whoever did not expect it', () => {
  const button = { label: 'This was not me', url: `${ORIGIN}/not-me#${TOKEN}` };
  const { mails } = composeNotice(context, owner, owner, 'A recovery was started.', button);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain(`This was not me:\n${button.url}\n`);
  expect(mails[0]?.html).toContain(`href="${button.url}"`);
  const plain = composeNotice(context, owner, owner, 'A device was assigned to you.');
  expect(plain.mails[0]?.html).not.toContain('href=');
});
