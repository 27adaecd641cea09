import { checkEndpoint } from './endpoint.ts';
import { Failure, misconfigured, misuse } from './failure.ts';
import { accessKeyOf, type Identity, identityFault, isAccessKeyId } from './identity.ts';
import { credentialsFile, isProfileName, profileOf, readProfiles, writeProfile } from './profiles.ts';
import { systemErrorCode } from './system-error.ts';
import { type Ask, questions } from './terminal.ts';
import type { Written } from './words.ts';

/**
 * Asks for address and key and keeps them. An access key ID in place of an API key is followed by its secret and, for a
 * temporary one, its session token. Without a terminal each answer is a line of standard input.
 */
export async function configure(
  written: Written,
  env: NodeJS.ProcessEnv,
  warn: (sentence: string) => void,
): Promise<Failure | undefined> {
  const name = written.get('--profile') ?? (env.SALLYPORT_PROFILE || 'default');
  if (!isProfileName(name))
    return misuse(
      'argument --profile: use 1 to 64 letters, digits or any of _@+-, and no name like __proto__',
    );
  const path = credentialsFile(env);
  const sections = await readProfiles(path, warn);
  if (sections instanceof Failure) return sections;
  const before = profileOf(sections, name);

  const ask = await questions();
  const endpointUrl =
    (await ask(`Address of the gateway [${before?.endpointUrl ?? 'None'}]: `, false)).trim() ||
    before?.endpointUrl;
  const endpoint = checkEndpoint(endpointUrl ?? '', true);
  if (endpoint instanceof Failure) return misuse(endpoint.message);
  const identity = await askForKey(ask, before?.identity);
  if (identity instanceof Failure) return identity;
  try {
    await writeProfile(path, sections, name, { endpointUrl: endpoint.href, identity });
  } catch (error) {
    return misconfigured(`${path} cannot be written (${systemErrorCode(error)}).`);
  }
  return undefined;
}

async function askForKey(ask: Ask, before: Identity | undefined): Promise<Identity | Failure> {
  const shown = (secret: string | undefined) => (secret ? `****${secret.slice(-4)}` : 'None');
  const known = before?.by === 'api-key' ? before.apiKey : before?.accessKeyId;
  const key = (await ask(`API key or access key ID (not shown) [${shown(known)}]: `, true)).trim();
  if (key === '' && before?.by === 'api-key') return before;
  const old = before?.by === 'access-key' && (key === '' || key === before.accessKeyId) ? before : undefined;
  const accessKeyId = key || old?.accessKeyId;
  if (accessKeyId === undefined || !isAccessKeyId(accessKeyId)) {
    const identity: Identity = { by: 'api-key', apiKey: key };
    return identityFault(identity) === undefined
      ? identity
      : misuse('This is neither an API key (sallyport_...) nor the ID of an access key (AKIA...).');
  }
  const secret = await ask(`Secret access key (not shown) [${shown(old?.secretAccessKey)}]: `, true);
  const token = accessKeyId.startsWith('ASIA')
    ? (await ask(`Session token (not shown) [${shown(old?.sessionToken)}]: `, true)).trim() ||
      old?.sessionToken
    : undefined;
  const identity = accessKeyOf(accessKeyId, secret.trim() || old?.secretAccessKey, token);
  const fault = identity && identityFault(identity);
  return identity === undefined || fault !== undefined ? misuse(fault ?? 'No key was given.') : identity;
}
