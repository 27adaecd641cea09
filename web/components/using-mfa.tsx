import * as say from '../messages.ts';

/** In a tab of its own: the step that links to it is not done yet. */
export function UsingMfa() {
  return (
    <a href="/help#sign-in" target="_blank" rel="noreferrer">
      {say.usingMfa}
    </a>
  );
}
