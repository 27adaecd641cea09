import { useEffect, useRef } from 'preact/hooks';
import { Problem } from '../api.ts';

const readers = new Set<() => Promise<void>>();
let stale = false;

/** What a request was about is gone: the page shows something that somebody else has removed meanwhile. */
export function noteStale(problem: unknown): void {
  if (problem instanceof Problem && problem.code === 'NO_SUCH_ENTITY') stale = true;
}

/** When the dialog with the refusal closes, so that it is read first. True when something was read anew. */
export async function refreshStale(): Promise<boolean> {
  if (!stale) return false;
  stale = false;
  await readAnew();
  return true;
}

/** All that the page shows; what was refused before may be allowed now. */
export async function readAnew(): Promise<void> {
  await Promise.all([...readers].map(read => read()));
}

/** Names what reads a part of the page anew, as long as that part is there. */
export function useRefresh(read: () => Promise<void>): void {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const reader = () => latest.current();
    readers.add(reader);
    return () => void readers.delete(reader);
  }, []);
}
