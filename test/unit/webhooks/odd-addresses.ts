/**
 * Addresses that a webhook must never be posted to, as security.md 3.11 and E14 list them, each with the port of a
 * listener that must hear nothing.
 */
export function oddAddresses(port: number): string[] {
  const hosts = [
    ...['127.0.0.1', '[::1]', '0.0.0.0', '[::]', '0', '127.1', '127.0.1', '2130706433', '0x7f000001'],
    ...['0x7f.0.0.1', '0177.0.0.1', '017700000001', '127.000.000.001', '127.0.0.1.', '127.255.255.254'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
    ...['[2001:0:7f00:1::]', '[fe80::1%25lo]', '[fe80::1]', '[fec0::1]', '[fd00:ec2::254]', '[fc00::1]'],
    ...['[ff02::1]', '[2001:db8::1]', '169.254.169.254', '0xa9fea9fe', '2852039166', '168.63.129.16'],
    ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '100.64.0.1'],
    ...['100.100.100.200', '192.0.0.192', '198.18.0.1', '203.0.113.7', '224.0.0.1', '255.255.255.255'],
    ...['localhost', 'localhost.', 'LOCALHOST', 'a.localhost', 'ip6-localhost', 'metadata.google.internal'],
    ...['metadata', 'printer.local', 'router.lan', 'ⓛocalhost', '127。0。0。1', '①27.0.0.1', 'example.com.'],
  ];
  const schemes = ['http', 'ftp', 'file', 'gopher', 'ws', 'wss', 'data', 'javascript', 'HTTPS'];
  return [
    ...hosts.flatMap(host => [`https://${host}:${port}/`, `http://${host}:${port}/`]),
    ...schemes.map(scheme => `${scheme}://example.com:${port}/`),
    ...['file:///etc/passwd', 'data:text/plain,x', 'https:', 'https://', '//example.com/', 'example.com', ''],
    ...[`https://user:pass@example.com/`, `https://user@example.com/`, `https://:pass@example.com/`],
    `https://example.com@127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}\\@example.com/`,
    `https://example.com\\@127.0.0.1:${port}/`,
    ...[
      'https://example.com:22/',
      'https://example.com:25/',
      'https://example.com:80/',
      'https://example.com:0/',
    ],
    'https://example.com:1023/',
    ...[
      'https://example.com:443/',
      'https://example.com:65536/',
      'https://example.com/#x',
      'https://example.com/#',
    ],
    ...['https://example.com/a\r\nHost: evil', 'https://example.com/\tb', ' https://example.com/'],
    ...[
      'https://example.com/ ',
      'https://example.com/a\u0000b',
      'https://exam\nple.com/',
      'https:/example.com/',
    ],
    ...[
      'https:\\\\example.com\\',
      'https://EXAMPLE.com/',
      'https://example%2ecom/',
      'https://[::1',
      'https://a..com/',
    ],
    `https://example.com/${'a'.repeat(1000)}`,
  ];
}
