import { checkEndpoint } from './endpoint.ts';
import { Failure, misconfigured } from './failure.ts';
import { accessKeyOf, type Identity, identityFault } from './identity.ts';
import { credentialsFile, type Profile, profileOf, readProfiles } from './profiles.ts';
import type { Written } from './words.ts';

/** Where to ask, and as whom. */
export interface Credentials {
  readonly endpoint: URL;
  /** None: --no-sign-request. */
  readonly identity: Identity | undefined;
  /** Of signatures; a gateway takes any. */
  readonly region: string;
}

/**
 * A named profile wins over the environment, as it does in the AWS CLI; the environment over the default profile.
 * --endpoint-url wins over both. An access key of AWS's variables counts where no key of Sallyport's is configured:
 * they may well be meant for AWS.
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
  const needed = (sign && !fromEnv.identity) || !(written.get('--endpoint-url') ?? fromEnv.endpointUrl);
  const profile = needed ? await readProfile(named ?? (env.SALLYPORT_PROFILE || undefined), env, warn) : {};
  if (profile instanceof Failure) return profile;

  const endpoint = written.get('--endpoint-url') ?? fromEnv.endpointUrl ?? profile.endpointUrl;
  if (endpoint === undefined)
    return misconfigured(
      'The address of the gateway is not known. Run "sallyport configure", set SALLYPORT_ENDPOINT_URL or give --endpoint-url.',
    );
  const identity = sign
    ? (fromEnv.identity ?? profile.identity ?? (named === undefined ? accessKeyOfEnv(env) : undefined))
    : undefined;
  if (sign && identity === undefined)
    return misconfigured(
      'Unable to locate an API key or an access key. Run "sallyport configure" or set SALLYPORT_API_KEY.',
    );
  const url = checkEndpoint(endpoint, sign);
  if (url instanceof Failure) return url;
  const fault = identity && identityFault(identity);
  if (fault !== undefined) return misconfigured(fault);
  const region = written.get('--region') ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1');
  return { endpoint: url, identity, region };
}

/** The address for a help text or a hint: the configured one, or a word in its place. */
export async function findGateway(written: Written, env: NodeJS.ProcessEnv): Promise<string> {
  const found = await findCredentials(written.with('--no-sign-request'), env, () => undefined);
  return found instanceof Failure ? 'https://<gateway>' : found.endpoint.href.replace(/\/$/, '');
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
  return { ...(endpointUrl && { endpointUrl }), ...(apiKey && { identity: { by: 'api-key', apiKey } }) };
}

function accessKeyOfEnv(env: NodeJS.ProcessEnv): Identity | undefined {
  return accessKeyOf(
    env.AWS_ACCESS_KEY_ID || undefined,
    env.AWS_SECRET_ACCESS_KEY || undefined,
    env.AWS_SESSION_TOKEN || undefined,
  );
}
