import { useEffect, useRef } from 'preact/hooks';
import { fill } from '../fill.ts';
import * as say from '../messages-phone.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LETTERS: Record<string, string> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
};

/** The keys of a phone; digits of the keyboard do the same. */
export function Keypad({ disabled, onKey }: { disabled: boolean; onKey: (key: string) => void }) {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    if (disabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (/^[0-9*#]$/.test(event.key) && !event.ctrlKey && !event.metaKey) latest.current(event.key);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [disabled]);
  return (
    <fieldset class="keypad">
      <legend class="unseen">{say.keypad}</legend>
      {KEYS.map(key => (
        <button
          key={key}
          type="button"
          disabled={disabled}
          aria-label={fill(say.key, { key })}
          data-letters={LETTERS[key] ?? '\u00a0'}
          onClick={() => onKey(key)}
        >
          {key}
        </button>
      ))}
    </fieldset>
  );
}
