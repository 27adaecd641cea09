import * as z from 'zod';
import { type Answer, NoAnswer } from './connection.ts';

/** The answer of a gateway: what it gives, or why it refuses. */
export type Envelope =
  | { readonly data: object }
  | {
      readonly code: string;
      readonly message: string;
      readonly fields: Readonly<Record<string, string>>;
    };

const refused = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).default({}),
});

/** Undefined: this is no gateway, or nobody. Whoever sits in between answers JSON as well. */
export function readEnvelope(answer: Answer | NoAnswer): Envelope | undefined {
  if (answer instanceof NoAnswer) return undefined;
  const envelope = parse(answer.body);
  if (envelope?.success === true)
    return isObject(envelope.data) && !Array.isArray(envelope.data) ? { data: envelope.data } : undefined;
  return envelope?.success === false ? refused.safeParse(envelope.error).data : undefined;
}

/** Objects without prototypes: a query for `constructor` finds what the gateway said, not what JavaScript adds. */
function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body, (_, inner) =>
      isObject(inner) && !Array.isArray(inner) ? Object.assign(Object.create(null), inner) : inner,
    );
    return isObject(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
