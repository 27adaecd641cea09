/** As whom a request is made: with a key that is sent along, or with one that signs and stays here. */
export type Identity =
  | { readonly by: 'api-key'; readonly apiKey: string }
  | {
      readonly by: 'access-key';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      /** Of the temporary ones that GetSessionToken gives. */
      readonly sessionToken?: string;
    };

/** Half of a key is kept, with the other half empty: `identityFault` says which is missing. */
export function accessKeyOf(
  accessKeyId: string | undefined,
  secretAccessKey: string | undefined,
  sessionToken: string | undefined,
): Identity | undefined {
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  return {
    by: 'access-key',
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
    ...(sessionToken !== undefined && { sessionToken }),
  };
}

/** What is wrong with a key, without repeating it. */
export function identityFault(identity: Identity): string | undefined {
  if (identity.by === 'api-key')
    return isApiKey(identity.apiKey)
      ? undefined
      : 'The configured API key is not one: they begin with sallyport_.';
  const { accessKeyId, secretAccessKey, sessionToken = '' } = identity;
  for (const [name, value] of Object.entries({ accessKeyId, secretAccessKey }))
    if (value === '') return `Half of an access key is configured: ${WRITTEN[name]} is missing.`;
  if (!isAccessKeyId(accessKeyId)) return 'The configured access key ID is not one: they are like AKIA....';
  // One line of visible characters: anything else would break out of its header.
  if (!/^[\x21-\x7e]+$/.test(secretAccessKey)) return 'The configured secret access key is not one.';
  return /^[\x21-\x7e]*$/.test(sessionToken) ? undefined : 'The configured session token is not one.';
}

const WRITTEN: Record<string, string> = {
  accessKeyId: 'aws_access_key_id (AWS_ACCESS_KEY_ID)',
  secretAccessKey: 'aws_secret_access_key (AWS_SECRET_ACCESS_KEY)',
};

function isApiKey(text: string): boolean {
  return /^sallyport_[\w-]{43}$/.test(text);
}

export function isAccessKeyId(text: string): boolean {
  return /^A[A-Z]IA\w{12,124}$/.test(text);
}
