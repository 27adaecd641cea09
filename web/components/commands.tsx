import type { ComponentChildren } from 'preact';

/** What is copied as it stands: its lines are not broken, they scroll in their box. */
export function Commands({ children }: { children: ComponentChildren }) {
  return (
    // What scrolls is scrolled by the keyboard, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <pre class="mono" tabIndex={0}>
      {children}
    </pre>
  );
}
