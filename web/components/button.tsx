import type { ComponentChildren } from 'preact';

interface Props {
  look?: 'primary' | 'plain' | 'quiet' | 'danger' | 'link';
  type?: 'button' | 'submit';
  busy?: boolean;
  disabled?: boolean | undefined;
  label?: string;
  onClick?: () => void;
  children: ComponentChildren;
}

/** Busy buttons stay focusable, so that the keyboard does not lose its place while the gateway answers. */
export function Button({
  look = 'plain',
  type = 'button',
  busy = false,
  disabled,
  label,
  onClick,
  children,
}: Props) {
  return (
    <button
      class={`button ${look}`}
      type={type}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
