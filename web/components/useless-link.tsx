import type { ComponentChildren } from 'preact';
import * as say from '../messages.ts';
import { Heading } from './heading.tsx';

/** A mailed link that does nothing (any more), and what to do instead. */
export function UselessLink({ why, children }: { why: string; children?: ComponentChildren }) {
  return (
    <>
      <Heading>{say.linkUselessTitle}</Heading>
      <p>{why}</p>
      {children ?? (
        <p>
          <a href="/sign-in">{say.toSignIn}</a>
        </p>
      )}
    </>
  );
}
