import type { Ref } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  name: string;
  label: string;
  hint: string;
  value: string;
  /** Lines with a fault, and lines that decided what was tried. */
  faulty: ReadonlySet<number>;
  deciding: ReadonlySet<number>;
  area: Ref<HTMLTextAreaElement>;
  onInput: (text: string) => void;
}

/** A text of many lines with their numbers beside it: lines are never broken, so that each stands beside its own. */
export function DocumentArea({ name, label, hint, value, faulty, deciding, area, onInput }: Props) {
  const id = useId();
  const lines = value.split('\n');
  const look = (line: number) => (faulty.has(line) ? 'faulty' : deciding.has(line) ? 'deciding' : undefined);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="numbered">
        <div class="numbers" aria-hidden="true">
          {lines.map((_, index) => (
            <span key={index + 1} class={look(index + 1)}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          id={id}
          name={name}
          class="mono"
          wrap="off"
          rows={Math.max(lines.length + 1, 12)}
          maxLength={10_240}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={faulty.size > 0 || undefined}
          aria-describedby={`${id}-hint`}
          value={value}
          onInput={event => onInput(event.currentTarget.value)}
        />
      </div>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
