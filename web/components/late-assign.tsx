import * as say from '../messages.ts';

/** In a tab of its own: this page holds a secret that is shown once. */
export function LateAssign() {
  return (
    <>
      {say.lateAssign}{' '}
      <a href="/help#resync" target="_blank" rel="noreferrer">
        {say.howToResync}
      </a>
    </>
  );
}
