import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { leave } from './unsaved.tsx';

export interface Tab {
  /** Stands in the address after #, so that a link can lead to the tab. */
  name: string;
  title: string;
  content: () => ComponentChildren;
}

const named = (tabs: readonly Tab[]): number =>
  Math.max(
    0,
    tabs.findIndex(tab => `#${tab.name}` === location.hash),
  );

/** The pattern of the ARIA guide: one stop for the Tab key, the arrows change the tab. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [selected, setSelected] = useState(() => named(tabs));
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const current = tabs[selected];

  useEffect(() => {
    const onHash = () => leave(() => setSelected(named(tabs)));
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);

  const select = (index: number, then?: () => void) =>
    leave(() => {
      setSelected(index);
      history.replaceState(null, '', `#${tabs[index]?.name}`);
      then?.();
    });

  function onKeyDown(event: KeyboardEvent) {
    const last = tabs.length - 1;
    const target = {
      ArrowRight: selected === last ? 0 : selected + 1,
      ArrowLeft: selected === 0 ? last : selected - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    select(target, () => list.current?.querySelectorAll<HTMLElement>('[role=tab]')[target]?.focus());
  }

  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            aria-selected={index === selected}
            aria-controls={index === selected ? `${id}-panel` : undefined}
            tabIndex={index === selected ? 0 : -1}
            onClick={() => select(index)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div
        key={current?.name}
        class="stack"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current?.name}`}
      >
        {current?.content()}
      </div>
    </>
  );
}
