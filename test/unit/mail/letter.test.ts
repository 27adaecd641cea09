import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { createSeal } from '../../../src/adapters/crypto/node.ts';
import { messageOf } from '../../../src/adapters/mail/message.ts';
import { circumstances, type Letter, plainMail, writeMail } from '../../../src/core/mail/letter.ts';
import { openedMail } from '../../../src/core/mail/sealed.ts';
import { composeNotice, composeNoticeWithLink } from '../../../src/core/notices/notice.ts';
import { passwordLetter } from '../../../src/core/password-reset/letter.ts';
import { addressLetter } from '../../../src/core/people/address-letter.ts';
import type { Person } from '../../../src/core/people/person.ts';
import { verificationLetter } from '../../../src/core/recovery/letters.ts';
import { NOW, owner, user } from '../store/cast.ts';

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
const seal = createSeal([{ id: 'k1', bytes: new Uint8Array(32).fill(7) }]);
const context = { now: NOW, random, caller, relyingParty, seal };

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

describe('a notice with a link', () => {
  const button = { label: 'This was not me', url: `${ORIGIN}/not-me#${TOKEN}`, expiresAt: NOW + 1 };
  const told = async (person: Person) => {
    const { mails } = await composeNoticeWithLink(context, person, person, 'A recovery was started.', button);
    return Promise.all(mails.map(mail => openedMail({ seal }, mail)));
  };

  test('carries one of ours, for whoever did not expect it, and is sealed', async () => {
    const { mails } = await composeNoticeWithLink(context, owner, owner, 'A recovery was started.', button);
    expect(JSON.stringify(mails)).not.toContain(TOKEN);
    const [mail] = await told(owner);
    expect(mail?.text).toContain(`This was not me:\n${button.url}\n`);
    expect(mail?.html).toContain(`href="${button.url}"`);
    const plain = composeNotice(context, owner, owner, 'A device was assigned to you.');
    expect(plain.mails[0]?.html).not.toContain('href=');
  });

  test('goes with it to confirmed addresses only: it shuts the person out, and a slip makes it a stranger (3.6)', async () => {
    const linked = async (person: Person) =>
      (await told(person)).filter(({ text }) => text.includes(TOKEN)).map(({ to }) => to);
    const second = { ...owner, contactEmail: 'slip@example.org' };
    expect((await told(second)).map(({ to }) => to)).toEqual([owner.email, 'slip@example.org']);
    expect(await linked(second)).toEqual([owner.email]);
    const confirmed = { contactEmail: 'mira@example.org', contactEmailConfirmedAt: NOW };
    expect(await linked({ ...owner, ...confirmed })).toEqual([owner.email, 'mira@example.org']);
    expect(await linked({ ...user('U', 'mira'), contactEmail: 'slip@example.org' })).toEqual([]);
    expect(await linked({ ...user('U', 'mira'), ...confirmed })).toEqual(['mira@example.org']);
  });
});

test('a letter with a link cannot be queued in clear by mistake', () => {
  expect(() => plainMail(context, 'mira@example.org', letter)).toThrow('sealed');
});

test('a user name becomes no link in any mail, whoever is told of whom (D9)', () => {
  const hostile = { ...user('U', 'www.evil-login.com'), contactEmail: 'mira@example.org' };
  const known = context as unknown as Parameters<typeof verificationLetter>[0];
  const notice = (of: Person, by: Person) => composeNotice(context, of, by, 'Something changed.').mails[0];
  for (const mail of [
    notice(hostile, hostile),
    notice(owner, hostile),
    write(passwordLetter(context, hostile, LINK)),
    write(addressLetter(context, hostile, 'contact-address', LINK)),
    write(verificationLetter(known, hostile, TOKEN, TOKEN)),
  ]) {
    const all = `${mail?.subject}\n${mail?.text}\n${mail?.html}`;
    expect(all).not.toMatch(/evil-login\.com/);
    expect(all).toMatch(/www\s+evil-login\s+com/);
  }
  // The owner's address stays what it is.
  expect(write(passwordLetter(context, owner, LINK)).text).toContain(`Account: ${owner.email} at`);
});
