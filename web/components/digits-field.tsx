import * as say from '../messages.ts';
import { Field } from './field.tsx';

interface Props {
  name: string;
  label: string;
  hint?: string;
  focus?: boolean;
  disabled?: boolean;
}

/** A code whose length is not known beforehand: hardware tokens show six digits or eight. */
export function DigitsField({ name, label, hint, focus = false, disabled }: Props) {
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
      pattern="\s*(?:\d\s*){6}(?:\d\s*\d\s*)?"
      maxLength={24}
      wrong={say.codeOfDigits}
    />
  );
}

/** Tokens and people write codes in groups: "123 456". */
export const digitsOf = (typed: string): string => typed.replace(/\s/g, '');
