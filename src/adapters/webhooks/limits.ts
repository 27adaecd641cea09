/** For one attempt, the look-up of the name included, milliseconds. */
export const PATIENCE = 5_000;

/** Bytes of an answer that are read and thrown away. */
export const ANSWER_LIMIT = 1_024;

/** What an attempt says that was not made. */
export const REFUSED = 'EADDRESS';

export function requestHeaders(
  signed: Readonly<Record<string, string>>,
  body: string,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(new TextEncoder().encode(body).length),
    'user-agent': 'Sallyport-Webhook',
    ...signed,
  };
}
