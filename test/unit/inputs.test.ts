import { describe, expect, test } from 'vitest';
import {
  accountAlias,
  code,
  deviceName,
  email,
  newUserName,
  phone,
  serialNumber,
  token,
} from '../../src/core/inputs.ts';

const SHAPES = {
  accountAlias,
  code,
  deviceName,
  email,
  newUserName,
  phone,
  serialNumber,
  token,
};

const WIDE = '１２３４５６';

/** Shape, what it takes, what it refuses. */
const CASES: [keyof typeof SHAPES, string[], string[]][] = [
  [
    'code',
    ['000000', '123456', '12345678', '123 456', ' 123456 ', '1234 5678', '1 2 3 4 5 6'],
    [
      ...['', ' ', '12345', '12 456', '1234567', '123 4567', '123456789', '12345a', '-12345', '1e5000'],
      ...[WIDE, '٠١٢٣٤٥', '123\u00a0456', '123\t456', '123456\n', `123${' '.repeat(30)}456`],
    ],
  ],
  [
    'newUserName',
    ['alice', 'A.l-i_c+e=,@', 'x'.repeat(64)],
    ['', 'x'.repeat(65), 'al ice', 'alíce', 'alice\n', '<b>', 'a/b'],
  ],
  [
    'serialNumber',
    ['arn:aws:iam::123456789012:mfa/phone', 'ABCD12345678'],
    ['short', 'x'.repeat(257), 'arn with space', "x'; drop table--", 'ABCD12345678\n'],
  ],
  [
    'accountAlias',
    ['acme', 'a-b-c', 'x'.repeat(63)],
    ['ab', 'Acme', '-acme', 'acme-', 'a--b', '123456789012', 'x'.repeat(64), 'acme\n'],
  ],
  [
    'email',
    ['a@example.org', "o'neil+tag@sub.example.org"],
    [
      '',
      'a',
      'a@b@c.org',
      'a@example.org, b@example.org',
      'a@example.org\nBcc: b@c.org',
      'A <a@example.org>',
    ],
  ],
  [
    'phone',
    ['+4930123456', '+15550100123'],
    ['030123456', '+0123456789', '+49 30 123456', '+1234567890123456', '+12345', '+493012345;ext=1'],
  ],
  [
    'deviceName',
    [
      ...['My phone', 'Телефон 📱', 'x'.repeat(64), '📱'.repeat(64)],
      // A technician, of three characters; a word of Persian.
      ...['👩\u200d💻', 'Key of 👩🏽\u200d💻 and 👨\u200d👩\u200d👧', '❤️\u200d🔥', 'گوشی\u200cام'],
    ],
    [
      ...['', '   ', 'a\nb', 'a\u0000b', 'x'.repeat(65), '📱'.repeat(65), 'a\u202eb', 'a\u2028b', 'a\u2029b'],
      ...['\u200dphone', 'phone\u200d', 'my \u200dphone', 'a\u200d\u200db', 'a\u200bb', 'a\u00adb', '\ud83d'],
    ],
  ],
  [
    'token',
    ['A'.repeat(43), '-_'.repeat(21).concat('0')],
    ['A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, ''],
  ],
];

test('a code means its digits, however they were grouped', () => {
  for (const typed of ['123456', '123 456', ' 1 2 3 4 5 6 ']) expect(code.parse(typed)).toBe('123456');
  expect(code.parse('1234 5678')).toBe('12345678');
});

test.each([
  ['', 'Use 1 to 64 characters.'],
  ['x'.repeat(65), 'Use 1 to 64 characters.'],
  ['a\u2028b', 'Leave out line breaks, control characters and others that cannot be shown.'],
])('of the device name %j it is said what is wrong', (name, sentence) => {
  expect(deviceName.safeParse(name).error?.issues.map(({ message }) => message)).toEqual([sentence]);
});

describe.each(CASES)('%s', (name, good, bad) => {
  test.each(good)('takes %j', text => {
    expect(SHAPES[name].safeParse(text).success).toBe(true);
  });

  test.each(bad)('refuses %j', text => {
    expect(SHAPES[name].safeParse(text).success).toBe(false);
  });

  test('refuses what is no text', () => {
    for (const value of [123456, null, undefined, true, ['123456'], { length: 6 }])
      expect(SHAPES[name].safeParse(value).success).toBe(false);
  });
});
