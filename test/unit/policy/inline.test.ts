import { describe, expect, test } from 'vitest';
import { readDocument, refuseTooMuch } from '../../../src/core/policy/inline.ts';
import { POLICY_1, POLICY_2 } from '../../support/seed-policies.ts';

describe("a user's own documents", () => {
  const known = (...documents: string[]) => refuseTooMuch(documents, 'alice')?.details.known;

  test('of the seeds fit, as they are written', () => {
    expect(refuseTooMuch([POLICY_1, POLICY_2], 'alice')).toBeUndefined();
  });

  test('have at most 2,048 characters together without white space, in the sentence of AWS', () => {
    expect(refuseTooMuch(['a'.repeat(1024), ' \t\r\n', 'a'.repeat(1024)], 'alice')).toBeUndefined();
    expect(known('a'.repeat(1024), 'a'.repeat(1025))).toBe(
      'Maximum policy size of 2048 bytes exceeded for user alice',
    );
  });

  test('are at most sixteen', () => {
    expect(refuseTooMuch(Array(16).fill('{}'), 'alice')).toBeUndefined();
    expect(known(...Array(17).fill('{}'))).toBe('Cannot exceed quota for InlinePoliciesPerUser: 16');
  });

  test('have at most 10,240 characters with white space: each request of the user reads them', () => {
    expect(refuseTooMuch([' '.repeat(10_240)], 'alice')).toBeUndefined();
    expect(refuseTooMuch([' '.repeat(5_120), ' '.repeat(5_121)], 'alice')?.reason).toBe('LimitExceeded');
  });
});

test('what is no policy is said in one sentence, and with every fault', () => {
  expect(readDocument('{"Statement":[],\n"Foo":1}')).toMatchObject({
    reason: 'MalformedPolicyDocument',
    details: {
      message: expect.stringMatching(/^Line 1, column \d+: An empty list\.$/),
      faults: [{ line: 1 }, { line: 2, column: 1, message: 'No such element: "Foo".' }],
    },
  });
});

test('a long word is cut between two characters, never within one', () => {
  const word = `${'a'.repeat(59)}\u{1F511}\u{1F511}`;
  const { details } = readDocument(JSON.stringify({ [word]: 1 })) as { details: { message: string } };
  expect(details.message.isWellFormed()).toBe(true);
});
