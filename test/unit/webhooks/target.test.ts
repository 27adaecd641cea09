import { describe, expect, test } from 'vitest';
import { mayReach } from '../../../src/adapters/webhooks/public-address.ts';
import { targetOf } from '../../../src/adapters/webhooks/target.ts';
import { contains, type Network, parseNetwork } from '../../../src/core/throttle/cidr.ts';
import { groupsOf } from '../../../src/core/throttle/network.ts';
import { oddAddresses } from './odd-addresses.ts';

const network = (text: string): Network => {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

describe('the address of a webhook', () => {
  test.each(oddAddresses(8443))('%j is refused (3.11, E14)', text => {
    expect(targetOf(text, [])).toBeUndefined();
  });

  test.each([
    'https://hooks.example.com/services/T0/B1?key=a%20b',
    'https://hooks.example.com',
    'https://hooks.example.com:8443/x',
    'https://xn--bcher-kva.example/',
    'https://8.8.8.8/x',
    'https://[2606:4700:4700::1111]:1024/',
  ])('%s is a good one: the control', text => {
    expect(targetOf(text, [])?.url.href.startsWith(text)).toBe(true);
  });

  test('an exception of the operator opens that network alone, also without TLS', () => {
    const allowed = [network('10.1.2.0/24'), network('fd00:1::/32')];
    for (const good of ['http://10.1.2.9:8080/', 'https://10.1.2.9/', 'http://[fd00:1::5]:8080/'])
      expect(targetOf(good, allowed), good).toBeDefined();
    for (const bad of [
      ...['http://10.1.3.9:8080/', 'https://10.1.3.9/', 'http://[fd00:2::5]:8080/', 'http://10.1.2.9:79/'],
      ...['http://167838217:8080/', 'http://[::ffff:a01:209]:8080/', 'http://8.8.8.8:8080/'],
      ...['http://hooks.example.com:8080/', 'https://localhost:8080/', 'http://u@10.1.2.9:8080/'],
    ])
      expect(targetOf(bad, allowed), bad).toBeUndefined();
  });
});

describe('an address that a name led to', () => {
  test.each([
    ...['127.0.0.1', '::1', '0.0.0.0', '::', '10.9.8.7', '172.20.0.1', '192.168.1.1', '100.127.255.255'],
    ...[
      '169.254.169.254',
      'fe80::1',
      'fe80::1%eth0',
      '2606:4700::1%eth0',
      'fd00:ec2::254',
      '::ffff:8.8.8.8',
      '64:ff9b::808:808',
    ],
    ...['2002:808:808::', '224.0.0.1', '240.0.0.1', 'nonsense', ''],
  ])('%j is out of bounds', address => {
    expect(mayReach(address, [])).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '2606:4700::1',
    '2a00::1',
  ])('%s is public', address => {
    expect(mayReach(address, [])).toBe(true);
  });
});

describe('a network', () => {
  test.each([
    '',
    '10.0.0.0/33',
    '::/129',
    '10.0.0/8',
    'x',
    '10.0.0.0/-1',
    'fe80::1%lo',
    '10.0.0.0/8/8',
  ])('%j is none', text => {
    expect(parseNetwork(text)).toBeUndefined();
  });

  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.2', false],
    ['10.1.2.0/23', '10.1.3.255', true],
    ['10.1.2.0/23', '10.1.4.0', false],
    ['0.0.0.0/0', '255.1.1.1', true],
    ['0.0.0.0/0', '2001::1', false],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['::/0', '10.0.0.1', true],
  ])('%s holds %s: %s', (text, address, held) => {
    expect(contains(network(text), groupsOf(address) ?? [])).toBe(held);
  });
});
