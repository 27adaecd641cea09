import { describe, expect, test } from 'vitest';
import { createClientAddress } from '../../../src/runtime/client-address.ts';

const CLIENT = '198.51.100.7';
const PROXY = '10.0.0.1';

describe('without a trusted proxy (E11)', () => {
  const address = createClientAddress([]);

  test('the peer is the client, whatever X-Forwarded-For says', () => {
    for (const header of [null, '', '1.1.1.1', '127.0.0.1', '1.1.1.1, 2.2.2.2', '::1', 'unknown', CLIENT])
      expect(address(CLIENT, header)).toBe(CLIENT);
  });

  test('a thousand invented headers are one address, so one counter', () => {
    const seen = new Set(Array.from({ length: 1_000 }, (_, at) => address(CLIENT, `203.0.113.${at % 256}`)));
    expect([...seen]).toEqual([CLIENT]);
  });
});

describe('behind one trusted proxy', () => {
  const address = createClientAddress([PROXY]);

  test('the address that the proxy wrote is the client', () => {
    expect(address(PROXY, CLIENT)).toBe(CLIENT);
    expect(address(PROXY, '2001:db8::7')).toBe('2001:db8::7');
  });

  test('what the client wrote in front of it is nobody (E11)', () => {
    expect(address(PROXY, `1.1.1.1, ${CLIENT}`)).toBe(CLIENT);
    expect(address(PROXY, `127.0.0.1, 8.8.8.8, ::1, ${CLIENT}`)).toBe(CLIENT);
    expect(address(PROXY, `${PROXY}, ${CLIENT}`)).toBe(CLIENT);
  });

  test('a client who goes past the proxy is not believed', () => {
    expect(address(CLIENT, '1.1.1.1')).toBe(CLIENT);
    expect(address('10.0.0.2', '1.1.1.1')).toBe('10.0.0.2');
  });

  test('without the header the proxy itself asks, a health check say', () => {
    expect(address(PROXY, null)).toBe(PROXY);
  });

  test.each([
    'unknown',
    '_hidden',
    '',
    ' ',
    ',',
    '<script>',
    '999.1.1.1',
    '1.2.3.4:55',
    '[::1]:443',
    '1.1.1.1,',
  ])('what is no address falls back to the proxy, not to what stands before it: %j', hop => {
    expect(address(PROXY, hop)).toBe(PROXY);
    expect(address(PROXY, `1.1.1.1, ${hop}`)).toBe(PROXY);
  });
});

describe('behind a chain of trusted proxies', () => {
  const address = createClientAddress(['10.0.0.0/8', 'fd00::/8', '192.0.2.44']);

  test('the last address that none of them wrote about another is the client', () => {
    expect(address(PROXY, `${CLIENT}, 10.9.9.9, 192.0.2.44`)).toBe(CLIENT);
    expect(address('fd00::1', `${CLIENT}, 10.9.9.9`)).toBe(CLIENT);
    expect(address(PROXY, `1.1.1.1, ${CLIENT}, fd12:3456::1`)).toBe(CLIENT);
  });

  test('an outer hop that is not trusted ends the chain', () => {
    expect(address(PROXY, `${CLIENT}, 192.0.2.45`)).toBe('192.0.2.45');
  });

  test('a chain of nothing but proxies is the proxy that we talk to', () => {
    expect(address(PROXY, '10.1.1.1, 10.2.2.2')).toBe(PROXY);
  });

  test('the edges of a network count as in it, its neighbours do not', () => {
    for (const inside of ['10.0.0.0', '10.255.255.255']) expect(address(inside, CLIENT)).toBe(CLIENT);
    for (const outside of ['9.255.255.255', '11.0.0.0', 'fe00::1'])
      expect(address(outside, CLIENT)).toBe(outside);
  });
});

describe('IPv4 in IPv6', () => {
  test('a socket that listens on both is one client under one name', () => {
    const address = createClientAddress([PROXY]);
    expect(address(`::ffff:${CLIENT}`, null)).toBe(CLIENT);
    expect(address(`::FFFF:${CLIENT}`, '1.1.1.1')).toBe(CLIENT);
    expect(address(`::ffff:${PROXY}`, CLIENT)).toBe(CLIENT);
    expect(address(PROXY, `1.1.1.1, ::ffff:${CLIENT}`)).toBe(CLIENT);
    expect(address(PROXY, `${CLIENT}, ::ffff:${PROXY}`)).toBe(CLIENT);
  });

  test('a proxy may be named either way', () => {
    expect(createClientAddress([`::ffff:${PROXY}`])(PROXY, CLIENT)).toBe(CLIENT);
  });
});
