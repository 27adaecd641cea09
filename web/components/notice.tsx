import type { ComponentChildren, Ref } from 'preact';

export type Tone = 'info' | 'wrong' | 'warning' | 'done';

export function Notice(props: {
  tone: Tone;
  title?: string;
  id?: string;
  box?: Ref<HTMLDivElement>;
  children: ComponentChildren;
}) {
  const { tone, title, id, box, children } = props;
  return (
    <div
      class={`notice ${tone}`}
      id={id}
      ref={box ?? null}
      tabIndex={-1}
      role={tone === 'wrong' ? 'alert' : undefined}
    >
      {title && <strong>{title}</strong>}
      <div>{children}</div>
    </div>
  );
}
