import { HashingBusy } from '../../core/ports.ts';

/** Waiting for one source: more than eight people of one network sign in at the same moment, a hundred do not. */
const PER_SOURCE = 16;

/** Waiting in all: four seconds of hashing on a slow core. Past it newcomers are told to come back. */
const IN_ALL = 256;

/**
 * Runs at most `concurrency` works at once. The rest waits, each source in a line of its own, and the lines take
 * turns: a source with sixteen in line has its next one served when every other source has had one.
 */
export function createLine(concurrency: number) {
  let running = 0;
  let waiting = 0;
  /** Insertion order is whose turn it is: a source that was served goes to the end. */
  const lines = new Map<string, (() => void)[]>();

  const callNext = () => {
    const first = lines.entries().next();
    if (first.done) {
      running -= 1;
      return;
    }
    const [source, line] = first.value;
    lines.delete(source);
    const next = line.shift();
    if (line.length > 0) lines.set(source, line);
    waiting -= 1;
    next?.();
  };

  return async <T>(source: string, work: () => Promise<T>): Promise<T> => {
    if (running < concurrency) {
      running += 1;
    } else {
      const line = lines.get(source) ?? [];
      if (line.length >= PER_SOURCE || waiting >= IN_ALL) throw new HashingBusy();
      lines.set(source, line);
      waiting += 1;
      await new Promise<void>(resolve => line.push(resolve));
    }
    try {
      return await work();
    } finally {
      callNext();
    }
  };
}
