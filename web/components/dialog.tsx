import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import * as say from '../messages.ts';
import { refreshStale } from '../session/stale.ts';

interface Props {
  title: string;
  /** Changes when the content does, so that the focus starts again at the heading. */
  step?: string;
  /** Absent where the dialog may not be dismissed: its content is gone for good afterwards. */
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
}

/** Of radio buttons, the one that is chosen: it is the one that the keyboard reaches. */
function firstField(dialog: HTMLDialogElement | null): HTMLElement | null {
  const field = dialog?.querySelector<HTMLInputElement>('input:not([tabindex="-1"])');
  const chosen = dialog?.querySelector<HTMLInputElement>('input[type=radio]:checked');
  return (field?.type === 'radio' ? chosen : field) ?? null;
}

/** Another dialog may be open behind the one that closes. */
const headingInFront = () =>
  [...document.querySelectorAll<HTMLElement>('dialog[open] > header h2')].at(-1) ??
  document.querySelector<HTMLElement>('main h1');

function keepFocus(): void {
  if (document.activeElement === document.body) headingInFront()?.focus();
}

export function Dialog({ title, step, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const gone = useRef(false);
  const opened = useRef(false);
  const id = useId();

  // Before the fields' own effects: a field inside a closed dialog cannot take the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      gone.current = true;
      // While it is open, nothing behind it can take the focus.
      element?.close();
      if (before instanceof HTMLElement) before.focus();
      // What opened the dialog may go along with it, such as the row of a deleted device.
      queueMicrotask(keepFocus);
      void refreshStale().then(refreshed => refreshed && requestAnimationFrame(keepFocus));
    };
  }, []);
  // Not only once: each step of a wizard begins at its heading.
  useEffect(() => {
    const first = opened.current ? null : firstField(dialog.current);
    opened.current = true;
    body.current?.scrollTo(0, 0);
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement && dialog.current?.contains(focused)) return;
    // The title stays in view: the dialog has just opened.
    (first ?? heading.current)?.focus({ preventScroll: true });
  }, [title, step]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={event => {
        // The dialog goes when its owner removes it; closing it here would leave the two out of step.
        event.preventDefault();
        onClose?.();
      }}
      onKeyDown={event => {
        // A second Escape in a row closes a dialog whatever its cancel event was answered.
        if (event.key === 'Escape' && !onClose) event.preventDefault();
      }}
      onClose={event => {
        if (event.target !== dialog.current || gone.current) return;
        if (onClose) onClose();
        else dialog.current?.showModal();
      }}
    >
      <header>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </header>
      <div class="dialog-body" ref={body}>
        {children}
      </div>
      {/* Last, so that the keyboard comes from the heading straight to the fields. */}
      {onClose && (
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
      )}
    </dialog>
  );
}
