import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useId, useRef } from 'preact/hooks';
import { WrongFields } from './form.tsx';

export interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  /** Said when the browser finds the value missing or malformed. */
  wrong?: string;
  type?: 'text' | 'email' | 'tel' | 'password' | 'number' | 'search';
  autocomplete?: string;
  /** What stands there at first; from then on the browser holds what is typed. */
  value?: string;
  required?: boolean;
  focus?: boolean;
  disabled?: boolean | undefined;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  /** Id of what is suggested. */
  list?: string;
  min?: number;
  max?: number;
  inputMode?: 'numeric' | 'email' | 'tel' | 'text';
  class?: string;
  onInput?: (input: HTMLInputElement) => void;
  /** Sits inside the box, after the text. */
  after?: ComponentChildren;
}

export function Field(props: FieldProps) {
  const {
    name,
    label,
    hint,
    wrong,
    type = 'text',
    required = true,
    focus,
    class: look,
    onInput,
    after,
    value,
    ...rest
  } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const error = useContext(WrongFields)[name];
  useEffect(() => {
    if (focus) input.current?.focus();
  }, [focus]);
  // One of the two: they often say the same.
  const described = error ? `${id}-wrong` : hint ? `${id}-hint` : undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={`box ${look ?? ''}`}>
        <input
          {...rest}
          defaultValue={value}
          id={id}
          ref={input}
          name={name}
          type={type as 'text'}
          required={required}
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          data-wrong={wrong}
          onInput={event => onInput?.(event.currentTarget)}
        />
        {after}
      </div>
      {error && (
        <p class="field-wrong" id={`${id}-wrong`}>
          {error}
        </p>
      )}
      {hint && !error && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
