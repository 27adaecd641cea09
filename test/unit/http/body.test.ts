import { describe, expect, test } from 'vitest';
import { readJson } from '../../../src/http/body.ts';
import { REQUEST_ERRORS } from '../../../src/http/refusals.ts';

const LIMIT = 65_536;
const ofLength = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - 8) });

function request(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  return new Request('https://auth.example.org/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit);
}

/** A body that comes in pieces without saying its length; `read` counts the pieces that were fetched. */
function chunked(piece: Uint8Array<ArrayBuffer>, pieces: number) {
  const counted = { read: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (counted.read >= pieces) return controller.close();
        counted.read += 1;
        controller.enqueue(piece);
      },
      cancel() {
        counted.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, counted };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('content type (3.15)', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/json ;x=y',
  ])('takes %s', async type => {
    expect(await readJson(request('{}', { 'content-type': type }))).toEqual({ value: {} });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json+x',
    'text/plain, application/json',
    'text/plain; application/json',
    '',
  ])('refuses %j, which a foreign page can send without asking', async type => {
    expect(await readJson(request('{}', { 'content-type': type }))).toBe(REQUEST_ERRORS.contentType);
  });
});

describe('size (F3)', () => {
  test('65,536 bytes are taken, one more is not, said beforehand or not', async () => {
    for (const [bytes, taken] of [
      [LIMIT, true],
      [LIMIT + 1, false],
    ] as const) {
      const text = ofLength(bytes);
      expect(utf8(text)).toHaveLength(bytes);
      const declared = await readJson(request(text, { 'content-length': String(bytes) }));
      const undeclared = await readJson(request(chunked(utf8(text), 1).stream));
      for (const result of [declared, undeclared]) {
        if (taken) expect(result).toHaveProperty('value');
        else expect(result).toBe(REQUEST_ERRORS.tooLarge);
      }
    }
  });

  test('a body that does not end is left after the limit: memory stays flat', async () => {
    const { stream, counted } = chunked(new Uint8Array(16_384).fill(0x20), 10_000);
    expect(await readJson(request(stream))).toBe(REQUEST_ERRORS.tooLarge);
    expect(counted.read).toBeLessThanOrEqual(6);
    expect(counted.cancelled).toBe(true);
  });

  test('a body that says it is too large is not read at all', async () => {
    const { stream, counted } = chunked(utf8('{}'), 1);
    const large = request(stream, { 'content-length': '65537' });
    expect(await readJson(large)).toBe(REQUEST_ERRORS.tooLarge);
    expect(counted.read).toBe(0);
  });

  test.each([
    '2',
    '0',
    '65536',
    '-1',
    'many',
    '',
  ])('a length of %j is no promise: one that does not end is left all the same', async length => {
    const { stream, counted } = chunked(new Uint8Array(16_384).fill(0x20), 10_000);
    expect(await readJson(request(stream, { 'content-length': length }))).toBe(REQUEST_ERRORS.tooLarge);
    expect(counted.read).toBeLessThanOrEqual(6);
    expect(counted.cancelled).toBe(true);
  });

  test('counts bytes, not characters', async () => {
    const text = JSON.stringify('é'.repeat(40_000));
    expect(await readJson(request(chunked(utf8(text), 1).stream))).toBe(REQUEST_ERRORS.tooLarge);
  });

  test('a letter that is cut between two pieces arrives whole', async () => {
    const bytes = utf8('{"a":"🦊é"}');
    let at = 0;
    const single = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, ++at));
      },
    });
    expect(await readJson(request(single))).toEqual({ value: { a: '🦊é' } });
  });
});

describe('what is not JSON', () => {
  test.each([
    '',
    '{',
    '{"a":1',
    'undefined',
    "{'a':1}",
    '{"a":1}{"b":2}',
    '\u0000',
    'NaN',
    '[1,]',
    '<xml/>',
  ])('%j is a validation error, not an exception', async text => {
    expect(await readJson(request(text))).toBe(REQUEST_ERRORS.validation);
    expect(await readJson(request(chunked(utf8(text), 1).stream))).toBe(REQUEST_ERRORS.validation);
  });

  test.each([0, 1, 3])('a sender who goes away after %i pieces has sent no request', async pieces => {
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent++ < pieces) controller.enqueue(utf8(sent === 1 ? '{}' : ' '));
        else controller.error(new Error('aborted'));
      },
    });
    expect(await readJson(request(stream))).toBe(REQUEST_ERRORS.validation);
  });

  test('no body at all is one, too', async () => {
    expect(await readJson(request(null))).toBe(REQUEST_ERRORS.validation);
  });

  test('30,000 brackets do not break the parser', async () => {
    expect(await readJson(request('['.repeat(30_000)))).toBe(REQUEST_ERRORS.validation);
    expect(await readJson(request('['.repeat(30_000) + ']'.repeat(30_000)))).toHaveProperty('value');
  });
});
