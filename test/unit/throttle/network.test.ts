import { describe, expect, test } from 'vitest';
import { networkOf } from '../../../src/core/throttle/network.ts';

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

  test('IPv4 written in IPv6 is the IPv4 network: the way in does not double the budget', () => {
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.0/24');
    expect(networkOf('::FFFF:203.0.113.9')).toBe('203.0.113.0/24');
  });

  test.each([
    '',
    'unknown',
    'localhost',
    'not an address',
    '1.2.3',
    '1.2.3.4.5',
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
