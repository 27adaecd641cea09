import * as say from './messages.ts';

export interface Fault {
  line: number;
  column: number;
  message: string;
}

/** A refusal, in words for a person. `fields` names the inputs that are wrong; `faults` are those of a policy. */
export class Problem extends Error {
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly faults: readonly Fault[] | undefined;

  constructor(code: string, message: string, fields: Record<string, string> = {}, faults?: readonly Fault[]) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.faults = faults;
  }
}

export type Envelope<T> =
  | { success: true; data: T }
  | {
      success: false;
      error: { code: string; message: string; fields?: Record<string, string>; faults?: Fault[] };
    };

let ahead = 0;

/**
 * The gateway's time, as far as its last answer told. A computer whose clock is an hour off would otherwise count an
 * hour down.
 */
export const gatewayNow = (): number => Date.now() - ahead;

async function call<T>(path: string, init: RequestInit): Promise<T> {
  let envelope: Envelope<T>;
  try {
    const response = await fetch(path, init);
    const said = Date.parse(response.headers.get('date') ?? '');
    if (said) ahead = Date.now() - said;
    envelope = await response.json();
  } catch {
    // A proxy's HTML page and a lost connection look the same to a person: the gateway did not answer.
    throw new Problem('UNREACHABLE', say.unreachable);
  }
  return opened(envelope);
}

/** What is inside; a refusal is thrown. */
export function opened<T>(envelope: Envelope<T>): T {
  if (envelope.success) return envelope.data;
  const { code, message, fields, faults } = envelope.error;
  throw new Problem(code, message, fields, faults);
}

export const get = <T>(path: string): Promise<T> =>
  call<T>(path, { headers: { accept: 'application/json' } });

export const post = <T>(path: string, body: object = {}): Promise<T> =>
  call<T>(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
