import { useEffect, useState } from 'preact/hooks';
import * as say from '../messages.ts';
import { Confirm } from './confirm.tsx';

let ask: ((go: () => void) => void) | undefined;

/** Goes on at once, or asks first where something that was written would be lost. */
export const leave = (go: () => void): void => (ask ? ask(go) : go());

/** While it is there with something unsaved, whatever leaves the place asks first; the browser does for the page. */
export function Unsaved({ unsaved }: { unsaved: boolean }) {
  const [left, setLeft] = useState<{ go: () => void }>();
  useEffect(() => {
    if (!unsaved) return;
    const onUnload = (event: Event) => event.preventDefault();
    ask = go => setLeft({ go });
    addEventListener('beforeunload', onUnload);
    return () => {
      ask = undefined;
      removeEventListener('beforeunload', onUnload);
    };
  }, [unsaved]);
  if (!left) return null;
  const close = () => setLeft(undefined);
  return (
    <Confirm
      danger
      title={say.discardTitle}
      submit={say.discard}
      onClose={close}
      action={async () => {
        close();
        left.go();
      }}
    >
      <p>{say.discardBody}</p>
    </Confirm>
  );
}
