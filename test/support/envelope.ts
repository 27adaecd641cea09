import { expect } from 'vitest';
import type { Answer } from './client.ts';

/** The data of a success; anything else fails the test and shows the answer. */
export function data<Data>(answer: Answer<Data>): Data {
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body, answer.text).toMatchObject({ success: true });
  return answer.body.data;
}

const TRACES = [/\bat .+:\d+:\d+/, /node_modules/, /\.ts:\d+/, /SQLITE|D1_ERROR|drizzle/i];

/** A refusal as the contract has it: the envelope, a stable code, the status, a sentence, nothing internal. */
export function expectRefusal(answer: Answer, status: number, code: string | string[]): void {
  expectEnvelope(answer);
  expect([code].flat(), answer.text).toContain(answer.body.error.code);
  expect(answer.status, answer.text).toBe(status);
}

/** Any refusal at all, in the right shape. */
export function expectEnvelope(answer: Answer): void {
  expect(answer.headers['content-type'] ?? '', answer.text).toMatch(/^application\/json\b/);
  expect(answer.body, answer.text).toMatchObject({ success: false });
  expect(answer.body.error.code, answer.text).toMatch(/^[A-Z][A-Z_]+$/);
  expect(answer.body.error.message, answer.text).toMatch(/^\S.{7,}/);
  for (const trace of TRACES) expect(answer.text).not.toMatch(trace);
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.status, answer.text).not.toBe(500);
}
