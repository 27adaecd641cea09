import type { ComponentChildren, Ref } from 'preact';

export type Tone = 'info' | 'wrong' | 'warning' | 'done';

/** What comes without the focus must be heard. */
const roles: Partial<Record<Tone, 'alert' | 'status'>> = { wrong: 'alert', done: 'status' };

export function Notice(props: {
  tone: Tone;
  title?: string;
  id?: string;
  box?: Ref<HTMLDivElement>;
  children: ComponentChildren;
}) {
  const { tone, title, id, box, children } = props;
  return (
    <div class={`notice ${tone}`} id={id} ref={box ?? null} tabIndex={-1} role={roles[tone]}>
      {title && <strong>{title}</strong>}
      <div>{children}</div>
    </div>
  );
}
