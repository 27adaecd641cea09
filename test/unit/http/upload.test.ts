import { describe, expect, test } from 'vitest';
import { FileUpload, UPLOAD_LIMITS } from '../../../src/http/upload.ts';

const SOON = { ...UPLOAD_LIMITS, idle: 20 };

/** A body that arrives in pieces of 1 kB; `ends` says what comes behind them. */
function arriving(pieces: number, ends: 'well' | 'broken' | 'never') {
  const counted = { read: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (counted.read < pieces) {
          counted.read += 1;
          controller.enqueue(new Uint8Array(1_024));
        } else if (ends === 'broken') controller.error(new Error('aborted'));
        else if (ends === 'well') controller.close();
        else return new Promise(() => {});
        return undefined;
      },
      cancel() {
        counted.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, counted };
}

function request(body: ReadableStream | null, headers: Record<string, string> = {}): Request {
  return new Request('https://auth.example.org/', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
}

async function chunksOf(file: FileUpload): Promise<(number | string)[]> {
  const chunks: (number | string)[] = [];
  for await (const chunk of file.chunks()) chunks.push('refused' in chunk ? chunk.refused : chunk.length);
  return chunks;
}

describe('a file on its way in', () => {
  test.each<['well' | 'broken' | 'never', (number | RegExp)[]]>([
    ['well', [1_024, 1_024]],
    ['broken', [1_024, 1_024, /broke off/]],
    ['never', [1_024, 1_024, /Nothing arrived for 30 seconds/]],
  ])('that ends %s says so: half a secret is none', async (ends, expected) => {
    const found = await chunksOf(new FileUpload(request(arriving(2, ends).body), SOON));
    expect(found).toEqual(expected.map(one => (one instanceof RegExp ? expect.stringMatching(one) : one)));
  });

  test('is cut when fewer bytes came than were promised, whatever the platform calls it', async () => {
    const cut = new FileUpload(request(arriving(2, 'well').body, { 'content-length': '2049' }));
    expect(await chunksOf(cut)).toEqual([1_024, 1_024, expect.stringMatching(/broke off/)]);
    const whole = new FileUpload(request(arriving(2, 'well').body, { 'content-length': '2048' }));
    expect(await chunksOf(whole)).toEqual([1_024, 1_024]);
  });

  test('that takes too long in all ends with the report of what came', async () => {
    const file = new FileUpload(request(arriving(1, 'never').body), { ...UPLOAD_LIMITS, whole: 20 });
    expect((await chunksOf(file)).at(-1)).toMatch(/longer than 30 minutes/);
  });

  test('that is empty is one', async () => {
    const file = new FileUpload(request(null));
    expect(await chunksOf(file)).toEqual([]);
    await file.discard();
  });
});

describe('what nobody reads any more', () => {
  test('is read to its end before the answer, so that the sender hears it', async () => {
    const { body, counted } = arriving(100, 'well');
    const file = new FileUpload(request(body));
    file.vouchFor();
    for await (const _ of file.chunks()) break;
    await file.discard();
    expect(counted).toEqual({ read: 100, cancelled: false });
  });

  test.each([
    ['of somebody known', true, 64],
    ['of a stranger, sooner', false, 16],
  ])('is left after some bytes: %s', async (_, known, kilobytes) => {
    const { body, counted } = arriving(1_000, 'well');
    const limits = { ...UPLOAD_LIMITS, rest: { bytes: 65_536 }, stranger: { bytes: 16_384, whole: 60_000 } };
    const file = new FileUpload(request(body), limits);
    if (known) file.vouchFor();
    await file.discard();
    expect(counted).toEqual({ read: kilobytes + 1, cancelled: true });
  });

  test.each(['broken', 'never'] as const)('that ends %s does not keep the answer waiting', async ends => {
    await new FileUpload(request(arriving(3, ends).body), SOON).discard();
  });

  test("a stranger's is left after a minute, however slowly it comes", async () => {
    const { body, counted } = arriving(1, 'never');
    const limits = { ...UPLOAD_LIMITS, stranger: { bytes: 65_536, whole: 20 } };
    await new FileUpload(request(body), limits).discard();
    expect(counted.cancelled).toBe(true);
  });
});
