import { useState } from 'preact/hooks';
import * as say from '../messages.ts';
import { Button } from './button.tsx';

/** Below a list that comes in pages; nothing once all of it is here. */
export function ShowMore({ more }: { more: (() => Promise<void>) | undefined }) {
  const [busy, setBusy] = useState(false);
  if (!more) return null;
  async function onClick() {
    if (busy) return;
    setBusy(true);
    await more?.();
    setBusy(false);
  }
  return (
    <div class="buttons">
      <Button busy={busy} onClick={onClick}>
        {say.showMore}
      </Button>
    </div>
  );
}
