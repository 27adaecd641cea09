import { describe, expect, test } from 'vitest';
import { addressBits, networkOf, plainAddress } from '../../../src/core/throttle/network.ts';

const MAPPED: [string, string][] = [
  ['::ffff:203.0.113.7', 'as everybody writes it'],
  ['::FFFF:203.0.113.7', 'in capitals'],
  ['::ffff:cb00:7107', 'in hexadecimal'],
  ['::FFFF:CB00:7107', 'in hexadecimal capitals'],
  ['0:0:0:0:0:ffff:203.0.113.7', 'with its zeros'],
  ['0:0:0:0:0:ffff:cb00:7107', 'with its zeros, in hexadecimal'],
  ['0000:0000:0000:0000:0000:ffff:cb00:7107', 'with all its zeros'],
  ['0::ffff:203.0.113.7', 'with one of them'],
  ['::0:ffff:203.0.113.7', 'with another'],
  ['::ffff:203.0.113.7%eth0', 'with an interface'],
];

describe('the network of an address (3.12)', () => {
  test('IPv4: the /24', () => {
    expect(networkOf('203.0.113.7')).toBe(networkOf('203.0.113.250'));
    expect(networkOf('203.0.113.7')).toBe('203.0.113.0/24');
    expect(networkOf('203.0.113.7')).not.toBe(networkOf('203.0.114.7'));
  });

  test('IPv6: the /64, one customer however many addresses', () => {
    const one = networkOf('2001:db8:1:2::1');
    for (const other of ['2001:db8:1:2::ffff', '2001:db8:1:2:a:b:c:d', '2001:db8:1:2:ffff:ffff:ffff:ffff'])
      expect(networkOf(other), other).toBe(one);
    for (const other of ['2001:db8:1:3::1', '2001:db8:2:2::1', '2001:db8::1'])
      expect(networkOf(other), other).not.toBe(one);
  });

  test.each([
    ['2001:db8:0:2::1', '2001:0db8:0000:0002:0000:0000:0000:0001'],
    ['2001:db8:0:2::1', '2001:DB8:0:2:0:0:0:1'],
    ['2001:db8::1', '2001:db8:0:0::1'],
    ['2001:db8::', '2001:db8::1'],
    ['::1', '0:0:0:0:0:0:0:1'],
    ['::', '0:0:0:0::'],
    ['1::', '0001:0:0:0::9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
    ['2001:db8:1:2:3:4:5::', '2001:db8:1:2::'],
    ['fe80::1%eth0', 'fe80::1%wlan0'],
    ['fe80::1%eth0', 'fe80::2'],
  ])('%s and %s are one network, however they are spelled', (a, b) => {
    expect(networkOf(a)).toBe(networkOf(b));
  });

  test.each([
    ...MAPPED,
    ['::ffff:203.0.113.9', 'the same network'],
  ])('IPv4 written in IPv6, %s, is the IPv4 network: the way in does not double the budget', address => {
    expect(networkOf(address)).toBe('203.0.113.0/24');
  });

  test('what only looks mapped is IPv6', () => {
    for (const address of [
      '::fffe:203.0.113.7',
      '::203.0.113.7',
      '1::ffff:203.0.113.7',
      '::ffff:0:203.0.113.7',
    ])
      expect(networkOf(address), address).toMatch(/::\/64$/);
  });

  test.each([
    '',
    'unknown',
    'localhost',
    'not an address',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.-4',
    '1.2.3.4 ',
    '1.2.3.',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::',
    '::1.2.3',
    '::256.1.1.1',
    '::ffff:1.2.3.4:5',
    '2001:db8::1]',
    '0x7f.1',
    '%',
    '...',
  ])('what is no address shares one bucket instead of making one of its own: %j', text => {
    expect(networkOf(text)).toBe('unknown');
  });

  test('never throws and never grows: whatever comes in, a short key comes out', () => {
    for (const text of [':', '::::', 'a:b', '1::2::3', '%eth0', '::%', ':'.repeat(500), '[::1]:443'])
      expect(networkOf(text).length).toBeLessThan(60);
  });
});

describe('an address', () => {
  test.each(MAPPED)('%s (%s) is plain 203.0.113.7', address => {
    expect(plainAddress(address)).toBe('203.0.113.7');
  });

  test.each([
    '203.0.113.7',
    '2001:db8::1',
    '::1',
    '::203.0.113.7',
    'unknown',
    '',
    '_hidden',
    ':::',
  ])('%j stays as it is', address => {
    expect(plainAddress(address)).toBe(address);
  });

  test('has 32 bits or 128, and what is none has no number', () => {
    for (const address of ['0.0.0.0', '203.0.113.7', '255.255.255.255'])
      expect(addressBits(address)).toBe(32);
    for (const address of ['::', '::1', 'fd00::', '1:2:3:4:5:6:7:8', '::ffff:203.0.113.7'])
      expect(addressBits(address), address).toBe(128);
    for (const text of ['', '1.2', '256.1.1.1', ':::', '1.2.3.4.5', 'localhost', '::g'])
      expect(addressBits(text), text).toBeUndefined();
  });
});
