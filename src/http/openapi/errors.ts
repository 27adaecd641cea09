import type { Operation } from '../api/operation.ts';
import { explain } from '../api/validation.ts';
import { REFUSALS, REQUEST_ERRORS, type WireError } from '../refusals.ts';

const errors: readonly WireError[] = [...Object.values(REFUSALS), ...Object.values(REQUEST_ERRORS)];

/** The envelope of every refusal. */
export const errorSchema = {
  type: 'object',
  properties: {
    success: { const: false },
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: [...new Set(errors.map(({ code }) => code))] },
        message: { type: 'string' },
        fields: { type: 'object', additionalProperties: { type: 'string' } },
        faults: {
          type: 'array',
          description: 'Of a policy: what is wrong with it, in the order of its lines.',
          items: {
            type: 'object',
            properties: {
              line: { type: 'integer', minimum: 1 },
              column: { type: 'integer', minimum: 1 },
              message: { type: 'string' },
            },
            required: ['line', 'column', 'message'],
          },
        },
        retryAfter: { type: 'integer', description: 'Seconds.' },
      },
      required: ['code', 'message'],
    },
  },
  required: ['success', 'error'],
};

/** One of each code; two answers with one code differ in their sentence alone. */
export const errorExamples = Object.fromEntries(
  errors.map(({ code, message, status }) => [
    code,
    { summary: `Status ${status}`, value: { success: false, error: { code, message } } },
  ]),
);

/** What the operation really answers to a request without what it needs, or with what it does not know. */
export function malformedExample(input: NonNullable<Operation['input']>) {
  const { code, message } = REQUEST_ERRORS.validation;
  const { error } = [{}, { Unknown: '' }].map(body => input.safeParse(body)).find(({ error }) => error) ?? {};
  return { success: false, error: { code, message, ...(error && { fields: explain(error) }) } };
}
