/**
 * The key that a request names, for the log: who is being guessed at, and which script has an old secret. Only what has the
 * shape of an id, and nothing else of the header: people paste secrets where ids belong.
 */
export function keyIdOf({ headers, url }: Request): string | undefined {
  const credential =
    /[ ,]Credential=([^/,]+)\//.exec(headers.get('authorization') ?? '')?.[1] ??
    new URL(url).searchParams.get('X-Amz-Credential')?.split('/', 1)[0];
  return credential !== undefined && /^A[KS]IA[A-Z2-7]{16}$/.test(credential) ? credential : undefined;
}
