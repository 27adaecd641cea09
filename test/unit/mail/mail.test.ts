import { describe, expect, test } from 'vitest';
import { isMailbox, newMail } from '../../../src/core/mail/mail.ts';

const MAIL = { id: 'm', to: 'mira@example.org', subject: 'S', text: 'T', html: '', createdAt: 0 };

describe('D8 a mail goes to one mailbox', () => {
  test.each([
    'mira@example.org\r\nBcc: evil@example.com',
    'mira@example.org\nBcc: evil@example.com',
    'mira@example.org\n',
    'mira@example.org,evil@example.com',
    'mira@example.org evil@example.com',
    'mira@example.org;evil@example.com',
    '"mira@example.org" <evil@example.com>',
    'Mira <mira@example.org>',
    'g:mira@example.org,evil@example.com;',
    '"mira, evil"@example.org',
    'mira(comment)@example.org',
    'mira@[127.0.0.1]',
    `${'g:'.repeat(10_000)}mira@example.org`,
    `${'x'.repeat(65_536)}@example.org`,
    'mira@exämple.org',
    'mira\u0000@example.org',
    '@example.org',
    '',
  ])('%j is refused', to => {
    expect(isMailbox(to)).toBe(false);
    expect(() => newMail({ ...MAIL, to })).toThrow(TypeError);
  });

  test.each(['mira@example.org', 'mira+keys@mail.example.org', "o'hara_1@example.org"])('%s is one', to => {
    expect(newMail({ ...MAIL, to }).to).toBe(to);
  });
});

test('D9 a name with line breaks or control characters makes no header and no forged line of its own', () => {
  const { subject, text } = newMail({
    ...MAIL,
    subject: 'Device "a\r\nBcc: evil@example.com\u2028" assigned\u202e',
    text: 'one\r\ntwo\u0007\u202e\n',
  });
  expect(subject).toBe('Device "a Bcc: evil@example.com " assigned');
  expect(text).toBe('one\ntwo\n');
});

test('long lines are folded between words, links stay whole, blank lines and short ones stay', () => {
  const link = `https://auth.example.org/${'x'.repeat(100)}`;
  const long = 'word '.repeat(40).trim();
  const { text } = newMail({ ...MAIL, text: `${long}\n\nshort\n  ${link}\n` });
  const lines = text.split('\n');
  expect(lines.filter(line => line.length > 76)).toEqual([expect.stringContaining(link)]);
  expect(text.replace(/\s+/g, ' ')).toBe(`${long} short ${link} `);
  expect(lines).toContain('short');
});
