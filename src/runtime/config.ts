import * as z from 'zod';
import { parseSecretKeys, type SecretKey } from '../adapters/crypto/keys.ts';

/** What the environment says, checked as a whole: every bad key is named at once, and nothing starts. */
export interface Config {
  readonly mode: 'development' | 'production';
  /** Scheme, host and port as browsers see them. Undefined in development with PORT=0, until the port is known. */
  readonly origin: string | undefined;
  readonly rpId: string;
  readonly port: number;
  /** `file:` and a path; only Node reads it. */
  readonly databaseFile: string;
  readonly dataDir: string;
  readonly secretKeys: readonly [SecretKey, ...SecretKey[]] | undefined;
  readonly trustedProxies: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8787;

const shape = z.object({
  MODE: z.enum(['development', 'production'], 'is development or production').default('production'),
  ORIGIN: z
    .url({ protocol: /^https?$/, error: 'is an http or https address, like https://auth.example.com' })
    .refine(text => new URL(text).origin === text.replace(/\/$/, ''), 'has no path, query or user')
    .transform(text => new URL(text).origin)
    .optional(),
  RP_ID: z.string().min(1).optional(),
  PORT: z.coerce.number('is a port number').int('is a port number').min(0).max(65_535).default(DEFAULT_PORT),
  DATA_DIR: z.string().min(1).default('.sallyport'),
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
    .default('')
    .transform(text =>
      text
        .split(',')
        .map(part => part.trim())
        .filter(part => part !== ''),
    ),
});

/** The configuration, or one line a problem. Values are not quoted: some are secret. */
export function readConfig(environment: Environment): Config | string[] {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = shape.safeParse(given);
  if (!parsed.success) return parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
  const { MODE, ORIGIN, RP_ID, PORT, DATA_DIR, DATABASE_URL, SECRET_KEYS, TRUSTED_PROXIES } = parsed.data;
  const origin = ORIGIN ?? (MODE === 'development' && PORT !== 0 ? `http://localhost:${PORT}` : undefined);
  const host = origin === undefined ? 'localhost' : new URL(origin).hostname;
  const rpId = RP_ID ?? host;
  const problems = [
    // The set-up link, and later the outbox and the phone, are for the person at this machine alone.
    MODE === 'development' &&
      host !== 'localhost' &&
      'ORIGIN: in development it is localhost; set MODE=production to serve others',
    MODE === 'production' && ORIGIN === undefined && 'ORIGIN: production needs the address that browsers use',
    MODE === 'production' && origin?.startsWith('http:') && 'ORIGIN: production is served over https',
    MODE === 'production' &&
      SECRET_KEYS === undefined &&
      'SECRET_KEYS: production needs a key; `sallyport keys new` makes one',
    host !== rpId && !host.endsWith(`.${rpId}`) && 'RP_ID: is the host of ORIGIN or a domain above it',
  ].filter(problem => typeof problem === 'string');
  if (problems.length > 0) return problems;
  return {
    mode: MODE,
    origin,
    rpId,
    port: PORT,
    dataDir: DATA_DIR,
    databaseFile: DATABASE_URL?.slice('file:'.length) ?? `${DATA_DIR}/sallyport.db`,
    secretKeys: SECRET_KEYS,
    trustedProxies: TRUSTED_PROXIES,
  };
}
