import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * What was pressed goes away when it has done its work, and the keyboard with it. Then the focus moves to what came
 * instead, so that it is read out, too; not on arrival, and not when a field has it already.
 */
export function useKeptPlace<Place extends HTMLElement>(
  changes: readonly unknown[],
): RefObject<Place | null> {
  const place = useRef<Place>(null);
  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current && document.activeElement === document.body) place.current?.focus();
    arrived.current = true;
  }, [...changes]);
  return place;
}
