import { REQUEST_ERRORS, type WireError } from './refusals.ts';

const MAX_BYTES = 65_536;

/** The parsed JSON body, or why it is not taken. Reads no further than the limit, whatever the length header says. */
export async function readJson(request: Request): Promise<{ value: unknown } | WireError> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return REQUEST_ERRORS.contentType;
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > MAX_BYTES) return REQUEST_ERRORS.tooLarge;
  // A sender who goes away in the middle has sent no request.
  const text = await readLimited(request, MAX_BYTES).catch(() => '');
  if (text === undefined) return REQUEST_ERRORS.tooLarge;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return REQUEST_ERRORS.validation;
  }
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
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return undefined;
  const text = await readLimited(request, MAX_FORM_BYTES).catch(() => undefined);
  return text === undefined ? undefined : [...new URLSearchParams(text)];
}

async function readLimited(request: Request, limit: number): Promise<string | undefined> {
  if (request.body === null) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
