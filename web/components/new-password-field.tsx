import { useState } from 'preact/hooks';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { PasswordField } from './password-field.tsx';

const SHORTEST = 8;

export function NewPasswordField({
  name,
  label,
  focus = false,
}: {
  name: string;
  label: string;
  focus?: boolean;
}) {
  const [length, setLength] = useState(0);
  const missing = SHORTEST - length;
  const count =
    missing > 0 ? fill(missing === 1 ? say.oneMoreCharacter : say.moreCharacters, { count: missing }) : '';
  return (
    <PasswordField
      name={name}
      label={label}
      focus={focus}
      autocomplete="new-password"
      minLength={SHORTEST}
      maxLength={256}
      wrong={say.passwordLength}
      onInput={input => setLength([...input.value.normalize('NFC')].length)}
      hint={
        <>
          {say.passwordHint} {length > 0 && <span aria-hidden="true">{count}</span>}
          {/* Counting down aloud at every key would be noise: only the good news is announced. */}
          <span class="good" aria-live="polite">
            {length > 0 && missing <= 0 && say.longEnough}
          </span>
        </>
      }
    />
  );
}
