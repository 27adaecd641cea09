import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Fault } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

interface Props {
  faults: readonly Fault[];
  area: RefObject<HTMLTextAreaElement | null>;
}

/** Each fault leads to its place in the text. */
export function PolicyFaults({ faults, area }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [faults]);

  function show({ line, column }: Fault) {
    const text = area.current;
    if (!text) return;
    const before = text.value.split('\n').slice(0, line - 1);
    const place = before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
    text.focus();
    text.setSelectionRange(place, place + 1);
  }

  return (
    <Notice tone="wrong" box={box}>
      <p>{faults.length === 1 ? say.oneFault : fill(say.someFaults, { count: faults.length })}</p>
      <ul class="list">
        {faults.map(fault => (
          <li key={`${fault.line} ${fault.column} ${fault.message}`}>
            <Button look="link" onClick={() => show(fault)}>
              {fill(say.faultAt, { line: fault.line, column: fault.column })}
            </Button>{' '}
            {fault.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
