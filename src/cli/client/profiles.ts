import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'ini';
import { type Failure, misconfigured } from './failure.ts';
import { accessKeyOf, type Identity } from './identity.ts';
import { systemErrorCode } from './system-error.ts';

export interface Profile {
  readonly endpointUrl?: string;
  readonly identity?: Identity;
}

/**
 * No dots: the ini format of npm makes a tree of them. And no name that every object of JavaScript has: the reader
 * leaves out `__proto__`, so that what is kept under it would never be found.
 */
export function isProfileName(name: string): boolean {
  return /^[\w@+-]{1,64}$/.test(name) && !(name in Object.prototype);
}

export function credentialsFile(env: NodeJS.ProcessEnv): string {
  // The XDG specification: a relative path is to be ignored.
  const base = env.XDG_CONFIG_HOME?.startsWith('/')
    ? env.XDG_CONFIG_HOME
    : join(env.HOME ?? homedir(), '.config');
  return join(base, 'sallyport', 'credentials');
}

type Sections = Record<string, unknown>;

/** All profiles; none where there is no file. */
export async function readProfiles(
  path: string,
  warn: (sentence: string) => void,
): Promise<Sections | Failure> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      warn(`${path} can be read by others, and it holds API keys. Correct it: chmod 600 ${path}`);
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOENT' ? {} : misconfigured(`${path} cannot be read (${code}).`);
  }
  return parse(text);
}

export function profileOf(sections: Sections, name: string): Profile | undefined {
  const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
  if (typeof section !== 'object' || section === null) return undefined;
  const read = (key: string) => {
    const value = (section as Record<string, unknown>)[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const endpointUrl = read('endpoint_url');
  const apiKey = read('api_key');
  const identity: Identity | undefined =
    apiKey === undefined
      ? accessKeyOf(read('aws_access_key_id'), read('aws_secret_access_key'), read('aws_session_token'))
      : { by: 'api-key', apiKey };
  return { ...(endpointUrl !== undefined && { endpointUrl }), ...(identity && { identity }) };
}

/** Written beside and renamed, so that nobody ever reads half of it, and never readable by others. */
export async function writeProfile(
  path: string,
  sections: Sections,
  name: string,
  { endpointUrl, identity }: Required<Profile>,
): Promise<void> {
  const before = sections[name];
  const kept = Object.entries(typeof before === 'object' && before !== null ? before : {}).filter(
    ([key]) => !KEYS.includes(key),
  );
  const section = { ...Object.fromEntries(kept), endpoint_url: endpointUrl, ...asWritten(identity) };
  const text = stringify({ ...sections, [name]: section }, { whitespace: true });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}`;
  await writeFile(beside, text, { mode: 0o600, flag: 'wx' });
  await rename(beside, path);
}

/** A profile has one identity: the key that it had before would win over the new one, or lie about unused. */
const KEYS = ['api_key', 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'];

function asWritten(identity: Identity): Record<string, string> {
  if (identity.by === 'api-key') return { api_key: identity.apiKey };
  const { accessKeyId, secretAccessKey, sessionToken } = identity;
  return {
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
    ...(sessionToken !== undefined && { aws_session_token: sessionToken }),
  };
}
