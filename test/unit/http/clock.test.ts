import { describe, expect, test } from 'vitest';
import { ClockUnset } from '../../../src/core/ports.ts';
import { createApp } from '../../../src/http/app.ts';
import { contextOf } from '../../../src/http/context.ts';
import type { Deps } from '../../../src/http/deps.ts';

const origin = 'https://auth.example.org';
const RELEASED = Date.UTC(2026, 0);

function depsAt(now: number) {
  const logged: string[] = [];
  const deps = {
    relyingParty: { id: 'auth.example.org', name: 'Sallyport', origin },
    now: () => now,
    locate: () => ({ address: '203.0.113.7', place: undefined }),
    log: (event: string) => void logged.push(event),
    page: async () => undefined,
  } as unknown as Deps;
  return { deps, logged };
}
const request = () => new Request(`${origin}/api/actions/GetAccount`);

describe('a clock that was never set', () => {
  test.each([0, 1, RELEASED - 1])('%i is before this software was written: nothing is decided by it', now => {
    expect(() => contextOf(depsAt(now).deps, request(), undefined)).toThrow(ClockUnset);
  });

  test.each([RELEASED, RELEASED + 1])('%i is taken', now => {
    expect(contextOf(depsAt(now).deps, request(), undefined).now).toBe(now);
  });

  test('is answered with 503, and said in the log', async () => {
    const { deps, logged } = depsAt(0);
    const answer = await createApp(deps).request('/api/actions/GetAccount', {
      method: 'POST',
      body: '{}',
      headers: { origin, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(logged).toEqual(['ClockUnset']);
  });
});
