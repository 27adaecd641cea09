import * as z from 'zod';
import { parseSecretKeys, type SecretKey } from '../adapters/crypto/keys.ts';
import { parseSender, type Sender } from '../adapters/mail/sender.ts';
import { type MailServer, parseMailServer } from '../adapters/mail/server.ts';
import { type Network, parseNetwork } from '../core/throttle/cidr.ts';
import { addressBits } from '../core/throttle/network.ts';
import { PHONE_KEYS, type PhoneConfig, phoneConfig, phoneProblems } from './phone-config.ts';

/** What the environment says, checked as a whole: every bad key is named at once, and nothing starts. */
export interface Config {
  readonly mode: 'development' | 'production';
  /** Scheme, host and port as browsers see them. Undefined in development with PORT=0, until the port is known. */
  readonly origin: string | undefined;
  readonly rpId: string;
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** `file:` and a path; only Node reads it. */
  readonly databaseFile: string;
  readonly dataDir: string;
  readonly secretKeys: readonly [SecretKey, ...SecretKey[]] | undefined;
  readonly trustedProxies: readonly string[];
  /** Undefined where no mail is sent. */
  readonly mail: { readonly server: MailServer; readonly from: Sender } | undefined;
  readonly phone: PhoneConfig;
  /** Where webhooks may lead although it is no public place. */
  readonly webhookNetworks: readonly Network[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8787;

const KEYS = {
  MODE: z.enum(['development', 'production'], 'is development or production').default('production'),
  ORIGIN: z
    .string()
    .refine(isOrigin, 'is a scheme, a host and perhaps a port, like https://auth.example.com')
    .transform(text => new URL(text).origin)
    .optional(),
  RP_ID: z.string().min(1).optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is a port number')
    .transform(Number)
    .refine(port => port <= 65_535, 'is a port number')
    .optional(),
  HOST: z
    .string()
    .refine(text => addressBits(text) !== undefined, 'is an IP address to listen on, like 127.0.0.1')
    .optional(),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^file:.+/, 'is file: and a path')
    .optional(),
  SECRET_KEYS: z
    .string()
    .transform((text, issues) => {
      const keys = parseSecretKeys(text);
      if (typeof keys !== 'string') return keys as [SecretKey, ...SecretKey[]];
      issues.addIssue({ code: 'custom', message: keys });
      return z.NEVER;
    })
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform(text => text.split(',').map(part => part.trim()))
    .refine(proxies => proxies.every(isNetwork), 'is a list of addresses or networks, like 10.0.0.0/8,::1')
    .optional(),
  SMTP_URL: parsedBy(parseMailServer, 'is like smtps://user:password@mail.example.com'),
  MAIL_FROM: parsedBy(parseSender, 'is one address, like Sallyport <auth@example.com>'),
  ...PHONE_KEYS,
  WEBHOOK_PRIVATE_NETWORKS: parsedBy(parseNetworks, 'is a list of addresses or networks, like 10.1.2.0/24'),
};

function parsedBy<T>(parse: (text: string) => T | undefined, message: string) {
  return z
    .string()
    .transform((text, issues): T => {
      const parsed = parse(text);
      if (parsed !== undefined) return parsed;
      issues.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .optional();
}

function parseNetworks(text: string): Network[] | undefined {
  const networks = text.split(',').map(part => parseNetwork(part.trim()));
  return networks.every(network => network !== undefined) ? networks : undefined;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
}

function isNetwork(text: string): boolean {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = addressBits(address);
  return bits !== undefined && (prefix === undefined || Number(prefix) <= bits);
}

/** The configuration, or one line a problem. Values are not quoted: some are secret. */
export function readConfig(environment: Environment): Config | string[] {
  const problems: string[] = [];
  const read = <Key extends keyof typeof KEYS>(key: Key): z.output<(typeof KEYS)[Key]> | undefined => {
    const parsed = KEYS[key].safeParse(environment[key] || undefined);
    if (!parsed.success) problems.push(...parsed.error.issues.map(issue => `${key}: ${issue.message}`));
    return parsed.data as z.output<(typeof KEYS)[Key]> | undefined;
  };
  const mode = read('MODE');
  const port = read('PORT') ?? DEFAULT_PORT;
  const listenOn = read('HOST');
  const given = read('ORIGIN');
  const secretKeys = read('SECRET_KEYS');
  const trustedProxies = read('TRUSTED_PROXIES') ?? [];
  const dataDir = read('DATA_DIR') ?? '.sallyport';
  const databaseUrl = read('DATABASE_URL');
  const mailServer = read('SMTP_URL');
  const mailFrom = read('MAIL_FROM');
  const phone = {
    TWILIO_ACCOUNT_SID: read('TWILIO_ACCOUNT_SID'),
    TWILIO_AUTH_TOKEN: read('TWILIO_AUTH_TOKEN'),
    TWILIO_FROM: read('TWILIO_FROM'),
    TWILIO_BASE_URL: read('TWILIO_BASE_URL'),
    PHONE_CHALLENGE: read('PHONE_CHALLENGE'),
    PHONE_COUNTRIES: read('PHONE_COUNTRIES'),
    PHONE_DAILY_CAP: read('PHONE_DAILY_CAP'),
  };
  const webhookNetworks = read('WEBHOOK_PRIVATE_NETWORKS') ?? [];
  const origin = given ?? (mode === 'development' && port !== 0 ? `http://localhost:${port}` : undefined);
  const host = origin === undefined ? 'localhost' : new URL(origin).hostname;
  const rpId = read('RP_ID') ?? host;

  const demand = (met: boolean, problem: string) => {
    if (!met) problems.push(problem);
  };
  if (mode === 'development') {
    // The set-up link, and later the outbox and the phone, are for the person at this machine alone.
    demand(listenOn === undefined, 'HOST: development listens on loopback only');
    demand(
      host === 'localhost',
      'ORIGIN: in development it is localhost; set MODE=production to serve others',
    );
  } else {
    demand(Boolean(environment.ORIGIN), 'ORIGIN: production needs the address that browsers use');
    demand(given?.startsWith('http:') !== true, 'ORIGIN: production is served over https');
    demand(
      Boolean(environment.SECRET_KEYS),
      'SECRET_KEYS: production needs a key; `sallyport keys new` makes one',
    );
  }
  demand(
    origin === undefined || host === rpId || host.endsWith(`.${rpId}`),
    'RP_ID: is the host of ORIGIN or a domain above it',
  );
  demand(
    mailServer === undefined || Boolean(environment.MAIL_FROM),
    'MAIL_FROM: mails that SMTP_URL sends come from an address',
  );
  problems.push(...phoneProblems(mode, key => Boolean(environment[key]), phone));
  if (mode === undefined || problems.length > 0) return problems;
  return {
    mode,
    origin,
    rpId,
    port,
    host: listenOn ?? (mode === 'development' ? '127.0.0.1' : '::'),
    dataDir,
    databaseFile: databaseUrl?.slice('file:'.length) ?? `${dataDir}/sallyport.db`,
    secretKeys,
    trustedProxies,
    mail: mailServer && mailFrom && { server: mailServer, from: mailFrom },
    phone: phoneConfig(phone),
    webhookNetworks,
  };
}
