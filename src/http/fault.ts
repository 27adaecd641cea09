import { ClockUnset, HashingBusy, SealBroken, StoreUnavailable } from '../core/ports.ts';
import type { Log } from './deps.ts';

/** What went wrong here and not in the request; each surface says it in its own shape. */
export interface Fault {
  readonly kind: 'Busy' | 'unavailable' | 'internal';
  /** Seconds. */
  readonly retryAfter: number | undefined;
}

/** What an exception means to whoever asked; what it means to the operator is logged. */
export function faultOf(error: unknown, log: Log): Fault {
  if (error instanceof HashingBusy) return { kind: 'Busy', retryAfter: 2 };
  if (error instanceof StoreUnavailable || error instanceof ClockUnset || error instanceof SealBroken) {
    log(error.name, { reason: error.message });
    return { kind: 'unavailable', retryAfter: 5 };
  }
  // The stack's frames, not the message: messages may quote what was sent.
  const { name, stack } = error instanceof Error ? error : new Error();
  log('InternalError', { name, stack: frames(stack ?? '') });
  return { kind: 'internal', retryAfter: undefined };
}

function frames(stack: string): string {
  return stack
    .split('\n')
    .filter(line => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');
}
