import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import * as say from '../messages.ts';

interface Props {
  title: string;
  /** Changes when the content does, so that the focus starts again at the heading. */
  step?: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, step, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();

  // Before the fields' own effects: a field inside a closed dialog cannot take the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      // While it is open, nothing behind it can take the focus.
      element?.close();
      if (before instanceof HTMLElement) before.focus();
      // What opened the dialog may go along with it, such as the row of a deleted device.
      queueMicrotask(() => {
        if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus();
      });
    };
  }, []);
  useEffect(() => {
    if (!(document.activeElement instanceof HTMLInputElement)) heading.current?.focus();
  }, [title, step]);

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
