import * as say from '../messages.ts';
import { Field } from './field.tsx';
import { EMAIL } from './patterns.ts';

interface Props {
  label?: string | undefined;
  value?: string | undefined;
  hint: string;
  autocomplete: 'email' | 'off';
  focus?: boolean;
}

/** Where notices to a user go. It is nobody's way to sign in, so it may be left empty. */
export function ContactEmailField({ label = say.contactEmailOptional, value = '', ...props }: Props) {
  return (
    <Field
      {...props}
      name="Email"
      label={label}
      wrong={say.emailNeeded}
      type="email"
      inputMode="email"
      pattern={EMAIL}
      maxLength={254}
      required={false}
      value={value}
    />
  );
}
