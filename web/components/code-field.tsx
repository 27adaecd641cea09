import * as say from '../messages.ts';
import { Field } from './field.tsx';

interface Props {
  name: string;
  label: string;
  hint?: string;
  focus?: boolean;
  disabled?: boolean;
  /** Called when the last digit is in. */
  onFull?: (input: HTMLInputElement) => void;
}

export function CodeField({ name, label, hint, focus = false, disabled, onFull }: Props) {
  function onInput(input: HTMLInputElement) {
    // Apps show "123 456": a pasted space must not cost the last digit.
    const digits = input.value.replace(/\D/g, '').slice(0, 6);
    if (digits !== input.value) input.value = digits;
    if (digits.length === 6) onFull?.(input);
  }
  return (
    <Field
      name={name}
      label={label}
      {...(hint ? { hint } : {})}
      focus={focus}
      disabled={disabled}
      class="code"
      autocomplete="one-time-code"
      inputMode="numeric"
      pattern="[0-9]{6}"
      wrong={say.codeDigits}
      onInput={onInput}
    />
  );
}
