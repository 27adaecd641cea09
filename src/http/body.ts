import { REQUEST_ERRORS, type WireError } from './refusals.ts';

const MAX_BYTES = 65_536;

/** The parsed JSON body, or why it is not taken. */
export async function readJson(request: Request): Promise<{ value: unknown } | WireError> {
  const bytes = await readJsonBytes(request);
  return 'status' in bytes ? bytes : parseJson(bytes);
}

/** The body as a signature covers it, before anything is made of it. */
export async function readJsonBytes(request: Request): Promise<Uint8Array | WireError> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return REQUEST_ERRORS.contentType;
  return (await readBytes(request)) ?? REQUEST_ERRORS.tooLarge;
}

export function parseJson(bytes: Uint8Array): { value: unknown } | WireError {
  try {
    return { value: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch {
    return REQUEST_ERRORS.validation;
  }
}

/**
 * The bytes of the body, undefined for more than 64 kB. Reads no further than that, whatever the length header says. A
 * sender who goes away in the middle has sent no request.
 */
export async function readBytes(request: Request): Promise<Uint8Array | undefined> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > MAX_BYTES) return undefined;
  return readLimited(request, MAX_BYTES).catch(() => new Uint8Array());
}

/** The header with the input of a request whose body is a file: JSON as base64url. */
const INPUT_HEADER = 'sallyport-input';

/** The parsed input of a request whose body is a file, or why it is not taken. */
export function readInputHeader(request: Request): { value: unknown } | WireError {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(text\/(csv|plain|xml)|application\/(pskc\+xml|xml|octet-stream))\s*(;|$)/i.test(type)) {
    return REQUEST_ERRORS.fileType;
  }
  const header = request.headers.get(INPUT_HEADER);
  if (header === null) return { value: {} };
  try {
    const bytes = Uint8Array.from(atob(header.replaceAll('-', '+').replaceAll('_', '/')), character =>
      character.charCodeAt(0),
    );
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return REQUEST_ERRORS.validation;
  }
}

const MAX_FORM_BYTES = 16_384;

/** The fields of a form as they came; undefined for anything else, or for too much of it. */
export async function readForm(request: Request): Promise<[name: string, value: string][] | undefined> {
  if (!isForm(request)) return undefined;
  const bytes = await readLimited(request, MAX_FORM_BYTES).catch(() => undefined);
  return bytes === undefined ? undefined : [...new URLSearchParams(new TextDecoder().decode(bytes))];
}

export function isForm({ headers }: Request): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers.get('content-type') ?? '');
}

async function readLimited(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(pieces, size);
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    pieces.push(value);
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  if (pieces.length === 1 && pieces[0] !== undefined) return pieces[0];
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
