import { isIP } from 'node:net';
import { Failure, misconfigured } from './failure.ts';
import { credentialsFile, type Profile, profileOf, readProfiles } from './profiles.ts';
import type { Written } from './words.ts';

/** Where to ask, and as whom. */
export interface Credentials {
  readonly endpoint: URL;
  /** None: --no-sign-request. */
  readonly apiKey: string | undefined;
}

/**
 * A named profile wins over the environment, as it does in the AWS CLI; the environment over the default profile.
 * --endpoint-url wins over both.
 */
export async function findCredentials(
  written: Written,
  env: NodeJS.ProcessEnv,
  warn: (sentence: string) => void,
): Promise<Credentials | Failure> {
  const named = written.get('--profile');
  const fromEnv: Profile =
    named === undefined ? settings(env.SALLYPORT_ENDPOINT_URL, env.SALLYPORT_API_KEY) : {};
  const sign = !written.has('--no-sign-request');
  const needed = (sign && !fromEnv.apiKey) || !(written.get('--endpoint-url') ?? fromEnv.endpointUrl);
  const profile = needed ? await readProfile(named ?? (env.SALLYPORT_PROFILE || undefined), env, warn) : {};
  if (profile instanceof Failure) return profile;

  const endpoint = written.get('--endpoint-url') ?? fromEnv.endpointUrl ?? profile.endpointUrl;
  if (endpoint === undefined)
    return misconfigured(
      'The address of the gateway is not known. Run "sallyport configure", set SALLYPORT_ENDPOINT_URL or give --endpoint-url.',
    );
  const apiKey = sign ? (fromEnv.apiKey ?? profile.apiKey) : undefined;
  if (sign && apiKey === undefined)
    return misconfigured('Unable to locate an API key. Run "sallyport configure" or set SALLYPORT_API_KEY.');
  const url = checkEndpoint(endpoint, sign);
  if (url instanceof Failure) return url;
  if (apiKey !== undefined && !isApiKey(apiKey))
    return misconfigured('The configured API key is not one: they begin with sallyport_.');
  return { endpoint: url, apiKey };
}

export function isApiKey(text: string): boolean {
  return /^sallyport_[\w-]{43}$/.test(text);
}

/** The address, if the key may travel there: unencrypted only where it does not leave the machine. */
export function checkEndpoint(text: string, withKey: boolean): URL | Failure {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return misconfigured('The address of the gateway must be like https://auth.example.com.');
  if (url.protocol === 'http:' && withKey && !isThisMachine(url))
    return misconfigured(
      'The API key would travel unencrypted. Use an https:// address; http:// is for this machine only.',
    );
  return url;
}

export function isThisMachine({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}

async function readProfile(
  named: string | undefined,
  env: NodeJS.ProcessEnv,
  warn: (sentence: string) => void,
): Promise<Profile | Failure> {
  const sections = await readProfiles(credentialsFile(env), warn);
  if (sections instanceof Failure) return sections;
  const profile = profileOf(sections, named ?? 'default');
  if (profile === undefined && named !== undefined)
    return misconfigured(`The config profile (${named}) could not be found`);
  return profile ?? {};
}

/** An empty variable is one that is not set. */
function settings(endpointUrl: string | undefined, apiKey: string | undefined): Profile {
  return { ...(endpointUrl && { endpointUrl }), ...(apiKey && { apiKey }) };
}
