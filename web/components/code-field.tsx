import type { DeviceKind } from '../api-types.ts';
import * as say from '../messages.ts';
import { Field } from './field.tsx';

interface Props {
  name: string;
  label: string;
  /** Apps show six digits. Tokens of some makers show eight: only the gateway knows which of them. */
  kind: DeviceKind;
  hint?: string;
  focus?: boolean;
  disabled?: boolean;
  /** Called when the last digit is in, where it is known which one that is. */
  onFull?: (input: HTMLInputElement) => void;
}

export function CodeField({ name, label, kind, hint, focus = false, disabled, onFull }: Props) {
  const token = kind === 'hardware';
  const most = token ? 8 : 6;
  function onInput(input: HTMLInputElement) {
    // Apps show "123 456": a pasted space must not cost the last digit.
    const digits = input.value.replace(/\D/g, '').slice(0, most);
    if (digits !== input.value) input.value = digits;
    if (digits.length === 6 && !token) onFull?.(input);
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
      pattern={token ? '[0-9]{6}|[0-9]{8}' : '[0-9]{6}'}
      wrong={token ? say.tokenDigits : say.codeDigits}
      onInput={onInput}
    />
  );
}
