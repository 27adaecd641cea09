import { Field } from '../components/field.tsx';
import { EMAIL } from '../components/patterns.ts';
import * as say from '../messages.ts';

interface Props {
  value?: string | undefined;
  hint?: string;
  focus?: boolean;
}

/** Where notices to a user go. It is nobody's way to sign in, so it may be left empty. */
export function EmailField({ value, hint = say.userContactEmailHint, focus = false }: Props) {
  return (
    <Field
      name="Email"
      label={say.emailOptional}
      hint={hint}
      wrong={say.emailNeeded}
      type="email"
      inputMode="email"
      pattern={EMAIL}
      maxLength={254}
      autocomplete="off"
      required={false}
      focus={focus}
      {...(value !== undefined && { value })}
    />
  );
}
