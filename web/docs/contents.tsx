import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../components/field.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages-docs.ts';
import type { Described } from './reference.ts';

/** Every action by its name, on a small screen a page of its own; the filter looks at what they do as well. */
export function Contents({ actions, chosen }: { actions: Described[]; chosen: string }) {
  const [filter, setFilter] = useState('');
  const words = filter.toLowerCase().split(/\s+/);
  const found = actions.filter(({ operationId, summary }) => {
    const text = `${operationId} ${summary}`.toLowerCase();
    return words.every(word => text.includes(word));
  });
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const current = (name: string) => (name === chosen ? 'page' : undefined);
  return (
    <div class="contents">
      <h1>{say.title}</h1>
      <Field
        name="filter"
        label={say.filter}
        type="search"
        required={false}
        onInput={input => setFilter(input.value.trim())}
      />
      <output class="hint">{filter && fill(say.found, { count: found.length, all: actions.length })}</output>
      <nav aria-label={say.actions} ref={nav}>
        <ul>
          <li>
            <a href="#start" aria-current={current('start')}>
              {say.start}
            </a>
          </li>
          {found.map(({ operationId }) => (
            <li key={operationId}>
              <a class="mono" href={`#${operationId}`} aria-current={current(operationId)}>
                {operationId}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
