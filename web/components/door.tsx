import type { ComponentChildren } from 'preact';
import { Mark } from './mark.tsx';

/** The frame of the pages outside: one card under the mark. */
export function Door({ children, foot }: { children: ComponentChildren; foot?: ComponentChildren }) {
  return (
    <div class="door">
      <header>
        <Mark />
      </header>
      <main class="card">{children}</main>
      {foot && <footer>{foot}</footer>}
    </div>
  );
}
