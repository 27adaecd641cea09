import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import * as say from '../messages.ts';

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();

  // Before the fields' own effects: a field inside a closed dialog cannot take the focus.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // What opened the dialog may be gone by now, such as the row of a deleted device.
      const back =
        before?.isConnected && before !== document.body ? before : document.querySelector('main h1');
      if (back instanceof HTMLElement) back.focus();
    };
  }, []);
  useEffect(() => {
    if (!(document.activeElement instanceof HTMLInputElement)) heading.current?.focus();
  }, [title]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={event => {
        // The dialog goes when its owner removes it; closing it here would leave the two out of step.
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="close" aria-label={say.close} onClick={onClose}>
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path
              d="M3 3l10 10M13 3L3 13"
              stroke="currentColor"
              stroke-width="1.750"
              stroke-linecap="round"
            />
          </svg>
        </button>
      </header>
      {children}
    </dialog>
  );
}
