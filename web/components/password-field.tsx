import { useState } from 'preact/hooks';
import * as say from '../messages.ts';
import { Field, type FieldProps } from './field.tsx';

export function PasswordField(props: Omit<FieldProps, 'type' | 'after'>) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      after={
        <button
          type="button"
          class="reveal"
          aria-pressed={shown}
          aria-label={say.showPassword}
          onClick={() => setShown(!shown)}
        >
          {shown ? say.hide : say.show}
        </button>
      }
    />
  );
}
