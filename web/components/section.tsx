import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import * as say from '../messages.ts';
import type { Loaded } from '../session/loaded.ts';
import { Button } from './button.tsx';
import { Loading } from './loading.tsx';
import { Notice } from './notice.tsx';

interface Props {
  title: string;
  intro?: ComponentChildren;
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  /** What an address ends with that leads here: the browser looked for it before it was there. */
  anchor?: string;
  children?: ComponentChildren;
}

export function Section({ title, intro, actions, anchor, children }: Props) {
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (anchor && location.hash === `#${anchor}`) section.current?.scrollIntoView();
  }, [anchor]);
  return (
    <section class="panel" aria-labelledby={id} id={anchor} ref={section}>
      <header>
        <h2 id={id}>{title}</h2>
        {intro && <p class="intro">{intro}</p>}
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** What is loaded, or a placeholder, or the reason, with a button to try again where that can help. */
export function Content<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (!of.problem) return <Loading />;
  if (of.denied)
    return (
      <Notice tone="info">
        {of.problem} {say.askForPermission}
      </Notice>
    );
  return (
    <>
      <Notice tone="warning">{of.problem}</Notice>
      <div class="buttons">
        <Button onClick={of.reload}>{say.tryAgain}</Button>
      </div>
    </>
  );
}
