import { useEffect, useRef } from 'preact/hooks';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

/** The step's heading: names the browser tab, and takes the focus unless a field of the step already did. */
export function Heading({ id, children, quiet = false }: { id?: string; children: string; quiet?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = fill(say.tabTitle, { page: children });
    // Not on arrival: a screen reader starts at the top of a fresh page by itself.
    if (!quiet && !(document.activeElement instanceof HTMLInputElement)) heading.current?.focus();
  }, [children, quiet]);
  return (
    <h1 id={id} ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
