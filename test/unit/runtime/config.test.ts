import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../../../src/runtime/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  MODE: 'production',
  ORIGIN: 'https://auth.example.org',
  SECRET_KEYS: `k1:${KEY}`,
};

function accepted(environment: Record<string, string | undefined>): Config {
  const config = readConfig(environment);
  if (Array.isArray(config)) throw new Error(config.join('\n'));
  return config;
}

/** The problems; the name in front of the colon is the key. */
function problems(environment: Record<string, string | undefined>): string[] {
  const config = readConfig(environment);
  return Array.isArray(config) ? config : [];
}
const named = (environment: Record<string, string | undefined>) =>
  problems(environment).map(problem => problem.split(':')[0]);

describe('defaults', () => {
  test('nothing set at all is production, which refuses to start without an address and a key', () => {
    expect(named({})).toEqual(['ORIGIN', 'SECRET_KEYS']);
  });

  test('development needs nothing and stays on localhost', () => {
    expect(accepted({ MODE: 'development' })).toMatchObject({
      mode: 'development',
      origin: 'http://localhost:8787',
      rpId: 'localhost',
      port: 8787,
      databaseFile: '.sallyport/sallyport.db',
      secretKeys: undefined,
      trustedProxies: [],
    });
  });

  test('an empty variable counts as one that is not set', () => {
    expect(
      accepted({ MODE: 'development', ORIGIN: '', PORT: '', SECRET_KEYS: '', DATABASE_URL: '' }),
    ).toEqual(accepted({ MODE: 'development' }));
  });

  test('production takes what it is given', () => {
    const config = accepted({
      ...PRODUCTION,
      RP_ID: 'example.org',
      PORT: '9000',
      DATABASE_URL: 'file:/var/lib/sallyport/db',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    });
    expect(config).toMatchObject({
      ...{ origin: 'https://auth.example.org', rpId: 'example.org', port: 9000 },
      databaseFile: '/var/lib/sallyport/db',
      trustedProxies: ['10.0.0.0/8', '::1'],
    });
    expect(config.secretKeys?.[0].id).toBe('k1');
  });
});

describe('every bad key is named at once', () => {
  test('in form', () => {
    const bad = {
      MODE: 'staging',
      ORIGIN: 'ftp://auth.example.org',
      PORT: 'http',
      DATABASE_URL: 'postgres://localhost/x',
      SECRET_KEYS: 'nonsense',
      TRUSTED_PROXIES: 'nonsense',
      SMTP_URL: 'nonsense',
      MAIL_FROM: 'nonsense',
      TWILIO_ACCOUNT_SID: 'nonsense',
      TWILIO_AUTH_TOKEN: 'nonsense',
      TWILIO_FROM: 'nonsense',
      TWILIO_BASE_URL: 'nonsense',
      PHONE_CHALLENGE: 'nonsense',
      PHONE_COUNTRIES: 'nonsense',
      PHONE_DAILY_CAP: 'nonsense',
    };
    expect([...new Set(named(bad))].sort()).toEqual(Object.keys(bad).sort());
  });

  test('in form and in sense together', () => {
    expect(named({ PORT: 'http' })).toEqual(['PORT', 'ORIGIN', 'SECRET_KEYS']);
  });

  test('RP_ID is not blamed where only ORIGIN is missing', () => {
    expect(named({ ...PRODUCTION, ORIGIN: undefined, RP_ID: 'example.org' })).toEqual(['ORIGIN']);
  });

  test('in sense', () => {
    expect(named({ MODE: 'production', ORIGIN: 'http://auth.example.org', RP_ID: 'example.com' })).toEqual([
      'ORIGIN',
      'SECRET_KEYS',
      'RP_ID',
    ]);
  });
});

describe('production', () => {
  test.each([
    'http://auth.example.org',
    'http://localhost:8787',
    'http://127.0.0.1',
  ])('refuses the http origin %s', ORIGIN => {
    expect(problems({ ...PRODUCTION, ORIGIN })).toEqual(['ORIGIN: production is served over https']);
  });

  test('refuses to start without a key: there is no default one', () => {
    expect(named({ ...PRODUCTION, SECRET_KEYS: undefined })).toEqual(['SECRET_KEYS']);
  });
});

describe('development', () => {
  test.each([
    'https://auth.example.org',
    'http://127.0.0.1:8787',
    'http://0.0.0.0',
    'http://localhost.example.org',
    'http://localhost.',
    'http://[::1]:8787',
    'http://sub.localhost',
    'http://192.168.1.5',
  ])('refuses %s, so that set-up link, outbox and phone stay on this machine', ORIGIN => {
    expect(problems({ MODE: 'development', ORIGIN }).some(problem => problem.startsWith('ORIGIN'))).toBe(
      true,
    );
  });

  test('takes localhost on any port; port 0 leaves the origin open until it is known', () => {
    expect(accepted({ MODE: 'development', ORIGIN: 'http://localhost:3000' }).origin).toBe(
      'http://localhost:3000',
    );
    expect(accepted({ MODE: 'development', PORT: '3000' }).origin).toBe('http://localhost:3000');
    expect(accepted({ MODE: 'development', PORT: '0' })).toMatchObject({
      origin: undefined,
      rpId: 'localhost',
    });
  });
});

describe('the origin', () => {
  test.each([
    'https://auth.example.org/path',
    'https://auth.example.org?x=1',
    'https://auth.example.org#x',
    'https://user:password@auth.example.org',
    'ftp://auth.example.org',
    'javascript:alert(1)',
    'auth.example.org',
    '//auth.example.org',
    'https://',
    'https://auth.example.org https://evil.example',
  ])('%s is refused: it is compared byte for byte with what browsers send', ORIGIN => {
    expect(named({ ...PRODUCTION, ORIGIN })).toContain('ORIGIN');
  });

  test('a slash at the end is forgiven, a port is kept', () => {
    expect(accepted({ ...PRODUCTION, ORIGIN: 'https://auth.example.org/' }).origin).toBe(PRODUCTION.ORIGIN);
    expect(accepted({ ...PRODUCTION, ORIGIN: 'https://auth.example.org:8443' }).origin).toMatch(/:8443$/);
  });
});

describe('the relying party (C4)', () => {
  test.each(['auth.example.org', 'example.org', 'org'])('%s is the host or above it', RP_ID => {
    expect(accepted({ ...PRODUCTION, RP_ID }).rpId).toBe(RP_ID);
  });

  test.each([
    'xample.org',
    'other.org',
    'sub.auth.example.org',
    '.example.org',
    'auth.example.org:443',
    'EXAMPLE.ORG',
  ])('%s is not', RP_ID => {
    expect(named({ ...PRODUCTION, RP_ID })).toEqual(['RP_ID']);
  });
});

test.each([
  '10.0.0.0/0',
  '10.0.0.0/32',
  '::/0',
  'fd00::/128',
  '::1',
  '192.0.2.44',
])('the trusted proxy %s is taken', TRUSTED_PROXIES => {
  expect(accepted({ ...PRODUCTION, TRUSTED_PROXIES }).trustedProxies).toEqual([TRUSTED_PROXIES]);
});

test.each(['-1', '65536', '1.5', 'x', '80 80', '1e9', 'Infinity', 'NaN'])('the port %s is refused', PORT => {
  expect(named({ ...PRODUCTION, PORT })).toEqual(['PORT']);
});

test.each([
  'proxy',
  '10.0.0.0/',
  '10.0.0.0/x',
  '10.0.0.0/-1',
  '10.0.0.1 10.0.0.2',
  '10.0.0.1,proxy',
  '/8',
  '10.0.0.0/33',
  '10.0.0.0/99',
  '256.1.1.1',
  '1.2',
  '10.0.0/8',
  ':::',
  'fd00::/129',
  'fd00::/8/8',
  '10.0.0.1,',
])('the trusted proxy %j is refused: a mistake there would believe strangers (E11)', TRUSTED_PROXIES => {
  expect(named({ ...PRODUCTION, TRUSTED_PROXIES })).toEqual(['TRUSTED_PROXIES']);
});

describe('mail', () => {
  const FROM = { MAIL_FROM: 'auth@example.org' };
  const server = (SMTP_URL: string) => accepted({ ...PRODUCTION, ...FROM, SMTP_URL }).mail?.server;

  test('is not sent unless a server is named', () => {
    expect(accepted(PRODUCTION).mail).toBeUndefined();
    expect(accepted({ ...PRODUCTION, ...FROM }).mail).toBeUndefined();
  });

  test('needs an address to come from', () => {
    expect(named({ ...PRODUCTION, SMTP_URL: 'smtp://mail.example.org' })).toEqual(['MAIL_FROM']);
  });

  test.each([
    ['smtps://mail.example.org', { host: 'mail.example.org', port: 465, tls: 'start' }],
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, tls: 'upgrade' }],
    ['smtp://mail.example.org:25/?tls=never', { host: 'mail.example.org', port: 25, tls: 'none' }],
    ['smtp://localhost:1025', { host: 'localhost', port: 1025, tls: 'none' }],
    ['smtp://127.0.0.1', { host: '127.0.0.1', port: 25, tls: 'none' }],
    ['smtp://[::1]', { host: '::1', port: 25, tls: 'none' }],
    ['smtp://localhost?tls=required', { host: 'localhost', port: 587, tls: 'upgrade' }],
    ['smtp://127.0.0.1.example.org', { host: '127.0.0.1.example.org', port: 587, tls: 'upgrade' }],
  ])('%s is spoken to as %j: in the clear only on this machine or where that is asked for', (url, expected) => {
    expect(server(url)).toEqual({ ...expected, credentials: undefined });
  });

  test('credentials are written as in any URL', () => {
    expect(server('smtps://me%40example.org:p%3Aw%2F%25@mail.example.org')?.credentials).toEqual({
      user: 'me@example.org',
      password: 'p:w/%',
    });
  });

  test.each([
    'mail.example.org',
    'mail.example.org:587',
    'http://mail.example.org',
    'smtp://',
    'smtp://user@mail.example.org',
    'smtp://:password@mail.example.org',
    'smtp://mail.example.org/path',
    'smtp://mail.example.org#x',
    'smtp://mail.example.org?tls=sometimes',
    'smtp://mail.example.org?tls=never&tls=required',
    'smtp://mail.example.org?pool=true',
    'smtps://mail.example.org?tls=never',
    'smtp://user:a%0d%0aMAIL@mail.example.org',
    'smtp://user:%ff@mail.example.org',
    'smtp://mail.example.org:99999',
  ])('the server %s is refused', SMTP_URL => {
    expect(named({ ...PRODUCTION, ...FROM, SMTP_URL })).toEqual(['SMTP_URL']);
  });

  test.each([
    ['auth@example.org', { name: undefined, address: 'auth@example.org' }],
    ['Sallyport, Inc. <auth@example.org>', { name: 'Sallyport, Inc.', address: 'auth@example.org' }],
    ['Tür <auth@example.org>', { name: 'Tür', address: 'auth@example.org' }],
  ])('%s is one mailbox', (MAIL_FROM, from) => {
    const config = accepted({ ...PRODUCTION, SMTP_URL: 'smtp://localhost', MAIL_FROM });
    expect(config.mail?.from).toEqual(from);
  });

  test.each([
    'auth',
    'a@example.org,b@example.org',
    'A <a@example.org>, B <b@example.org>',
    'A <a@example.org> b@example.org',
    'g:a@example.org;',
    'A "B" <a@example.org>',
    'A\r\nBcc: b@example.org <a@example.org>',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org>',
  ])('D8 mails do not come from %j', MAIL_FROM => {
    expect(named({ ...PRODUCTION, MAIL_FROM })).toEqual(['MAIL_FROM']);
  });
});

describe('phones (D14)', () => {
  const TWILIO = {
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'f'.repeat(32),
    TWILIO_FROM: '+4930111222',
  };
  const COUNTRIES = { PHONE_COUNTRIES: 'DE, AT' };

  test('development without a carrier has the phone in the browser, everywhere, with a keypad', () => {
    expect(accepted({ MODE: 'development' }).phone).toEqual({
      ...{ carrier: undefined, mode: 'keypad', countries: undefined, dailyCap: 200 },
    });
    const other = { MODE: 'development', PHONE_CHALLENGE: 'sms', PHONE_DAILY_CAP: '7' };
    expect(accepted(other).phone).toMatchObject({ mode: 'sms', dailyCap: 7 });
  });

  test('production with a carrier calls the countries that are named', () => {
    expect(accepted({ ...PRODUCTION, ...TWILIO, ...COUNTRIES }).phone).toEqual({
      carrier: {
        accountSid: TWILIO.TWILIO_ACCOUNT_SID,
        authToken: TWILIO.TWILIO_AUTH_TOKEN,
        from: '+4930111222',
        baseUrl: 'https://api.twilio.com',
      },
      ...{ mode: 'keypad', countries: ['DE', 'AT'], dailyCap: 200 },
    });
    expect(named({ ...PRODUCTION, ...TWILIO })).toEqual(['PHONE_COUNTRIES']);
    expect(accepted({ ...TWILIO, MODE: 'development' }).phone.countries).toBeUndefined();
  });

  test.each(
    Object.keys(TWILIO),
  )('a carrier without %s does not start: no callback could be believed', key => {
    for (const mode of [{ ...PRODUCTION, ...COUNTRIES }, { MODE: 'development' }]) {
      expect(named({ ...mode, ...TWILIO, [key]: undefined })).toEqual([key]);
      expect(named({ ...mode, ...TWILIO, [key]: '' })).toEqual([key]);
    }
  });

  test('a base address alone names all that is missing', () => {
    expect(named({ MODE: 'development', TWILIO_BASE_URL: 'http://localhost:1' })).toEqual(
      Object.keys(TWILIO),
    );
  });

  test('production with phones on and no carrier does not start', () => {
    for (const PHONE_CHALLENGE of ['keypad', 'spoken', 'sms']) {
      expect(named({ ...PRODUCTION, PHONE_CHALLENGE })).toEqual(['PHONE_CHALLENGE']);
    }
    expect(accepted(PRODUCTION).phone.carrier).toBeUndefined();
  });

  test('in production the token of the account travels over https alone', () => {
    const at = (TWILIO_BASE_URL: string) => ({ ...PRODUCTION, ...TWILIO, ...COUNTRIES, TWILIO_BASE_URL });
    expect(named(at('http://localhost:1'))).toEqual(['TWILIO_BASE_URL']);
    expect(accepted(at('https://api.ie1.twilio.com/')).phone.carrier?.baseUrl).toBe(
      'https://api.ie1.twilio.com',
    );
    for (const url of [
      'https://a@b.example',
      'https://b.example/?x=1',
      'https://b.example/#x',
      'ftp://b.example',
    ]) {
      expect(named(at(url)), url).toEqual(['TWILIO_BASE_URL']);
    }
  });

  test.each(['de', 'DEU', 'DE;AT', 'DE,', 'UK', '+49'])('%j is no list of countries', PHONE_COUNTRIES => {
    expect(named({ ...PRODUCTION, ...TWILIO, PHONE_COUNTRIES })).toEqual(['PHONE_COUNTRIES']);
  });
});

test('no problem ever quotes a value: some are secret', () => {
  const marked = (text: string) => `${text}CANARY`;
  const said = [
    ...problems({
      MODE: marked('production'),
      ORIGIN: marked('ftp://'),
      PORT: marked('80'),
      DATABASE_URL: marked('postgres://user:'),
      TRUSTED_PROXIES: marked('proxy'),
      SMTP_URL: marked('smtp://user:secret@host?tls='),
      MAIL_FROM: marked('Sallyport <'),
      TWILIO_ACCOUNT_SID: marked('AC'),
      TWILIO_AUTH_TOKEN: marked('a b'),
      TWILIO_BASE_URL: marked('https://user:secret@host/'),
      PHONE_COUNTRIES: marked('DE,'),
      SECRET_KEYS: `k1:${marked(KEY)}`,
    }),
    ...problems({ ...PRODUCTION, ORIGIN: marked('https://user:secret@host/'), RP_ID: marked('x') }),
    ...problems({ ...PRODUCTION, RP_ID: marked('x') }),
    ...problems({ ...PRODUCTION, SECRET_KEYS: marked(KEY) }),
    ...problems({ MODE: 'development', ORIGIN: 'https://CANARY.example.org' }),
  ];
  expect(said.length).toBeGreaterThanOrEqual(8);
  expect(said.join('\n').toUpperCase()).not.toContain('CANARY');
});

test('webhooks lead to no private network unless the operator names it (3.11)', () => {
  expect(accepted(PRODUCTION).webhookNetworks).toEqual([]);
  const WEBHOOK_PRIVATE_NETWORKS = '10.1.2.0/24, fd00:1::5';
  expect(accepted({ ...PRODUCTION, WEBHOOK_PRIVATE_NETWORKS }).webhookNetworks).toMatchObject([
    { bits: 96 + 24 },
    { bits: 128 },
  ]);
  for (const wrong of ['10.1.2.0/33', 'hooks.example.com', '10.1.2.0/24,', '10.1.2', 'fe80::1%eth0', '*'])
    expect(named({ ...PRODUCTION, WEBHOOK_PRIVATE_NETWORKS: wrong }), wrong).toEqual([
      'WEBHOOK_PRIVATE_NETWORKS',
    ]);
});
