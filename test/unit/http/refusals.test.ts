import { describe, expect, test } from 'vitest';
import { REFUSALS, REQUEST_ERRORS, type WireError } from '../../../src/http/refusals.ts';

const all: [string, WireError][] = [...Object.entries(REFUSALS), ...Object.entries(REQUEST_ERRORS)];

describe('what the JSON surface answers when it refuses', () => {
  test('every reason has a code of its own', () => {
    // What is wrong with a content type is one thing for programs; people read which one was wanted.
    const codes = all.filter(([name]) => name !== 'fileType').map(([, error]) => error.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(REQUEST_ERRORS.fileType.code).toBe(REQUEST_ERRORS.contentType.code);
  });

  test.each(all)('%s: a code for programs, a sentence for people', (_, { status, code, message }) => {
    expect(code).toMatch(/^[A-Z][A-Z_]+[A-Z]$/);
    expect(message.length).toBeGreaterThan(10);
    expect(message).toMatch(/^[A-Z]/);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  test('wrong name, wrong password and disabled are one answer (F18)', () => {
    const { SignInRefused } = REFUSALS;
    expect(SignInRefused.message).not.toMatch(/unknown|no such|disabled|expired/i);
  });

  test('a failed code never hints that it would fit another time (3.3)', () => {
    expect(REFUSALS.SecondFactorRefused.message).not.toMatch(/sync|drift|clock|late|early|expired/i);
  });

  test('only what can be tried again later is 429 or 503', () => {
    const later = all
      .filter(([, error]) => error.status === 429 || error.status === 503)
      .map(([name]) => name);
    expect(later.sort()).toEqual(['Busy', 'CarrierUnavailable', 'TooManyAttempts', 'unavailable']);
  });
});
