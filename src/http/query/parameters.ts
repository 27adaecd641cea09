import type { AwsError } from '../aws-error.ts';
import { decodeForm, type Pair } from '../form.ts';
import { isOfSignature } from '../sigv4/presigned.ts';
import { refuseRepeated } from './validation.ts';

/** What a request asks for, out of its query string and its form. */
export interface Parameters {
  readonly action: string | undefined;
  readonly version: string | undefined;
  /** The rest, for the action's input. */
  readonly input: readonly Pair[];
  /** A name that came twice: of two values nobody knows which is meant. */
  readonly repeated: string | undefined;
}

/** Undefined where the form cannot be read. `form`: the body where it is one. */
export function readParameters(query: readonly Pair[], form: Uint8Array | undefined): Parameters | undefined {
  const fields = form === undefined ? [] : decodeForm(utf8(form) ?? '%');
  if (fields === undefined) return undefined;
  const input: Pair[] = [];
  const seen = new Map<string, string>();
  let repeated: string | undefined;
  const presigned = query.some(([name]) => name === 'X-Amz-Algorithm');
  for (const pair of [...(presigned ? query.filter(([name]) => !isOfSignature(name)) : query), ...fields]) {
    const [name, value] = pair;
    if (seen.has(name)) repeated ??= name;
    seen.set(name, value);
    if (name !== 'Action' && name !== 'Version') input.push(pair);
  }
  return { action: seen.get('Action'), version: seen.get('Version'), input, repeated };
}

export function refuseParameters({ repeated }: Parameters): AwsError | undefined {
  return repeated === undefined ? undefined : refuseRepeated(repeated);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
