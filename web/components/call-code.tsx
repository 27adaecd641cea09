import type { ComponentChildren } from 'preact';
import * as say from '../messages.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';

interface Props {
  mode: 'spoken' | 'sms';
  send: (code: string) => Promise<unknown>;
  beside?: ComponentChildren;
}

/** The code that a voice read or a message brought. */
export function CallCode({ mode, send, beside }: Props) {
  return (
    <Form submit={say.phoneCodeSubmit} blame="code" action={({ code = '' }) => send(code)} beside={beside}>
      <Field
        name="code"
        label={say.phoneCode}
        hint={mode === 'sms' ? say.smsCodeHint : say.spokenCodeHint}
        wrong={say.phoneCodeDigits}
        class="code"
        pattern="[0-9]{8}"
        inputMode="numeric"
        autocomplete="one-time-code"
        focus
        onInput={input => {
          // Messages write "1234 5678": a pasted space must not cost the last digit.
          const digits = input.value.replace(/\D/g, '').slice(0, 8);
          if (digits !== input.value) input.value = digits;
        }}
      />
    </Form>
  );
}
