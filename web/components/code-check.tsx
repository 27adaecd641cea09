import type { ComponentChildren } from 'preact';
import * as say from '../messages.ts';
import { CodeField } from './code-field.tsx';
import { Form } from './form.tsx';

interface Props {
  send: (code: string) => Promise<unknown>;
  submit: string;
  labelledBy?: string | undefined;
  hint?: string;
  beside?: ComponentChildren;
}

/** One code from one device. The hint says that the sixth digit sends it, so that nobody is surprised. */
export function CodeCheck({ send, submit, labelledBy, hint = say.codeHint, beside }: Props) {
  return (
    <Form
      submit={submit}
      labelledBy={labelledBy}
      blame="code"
      action={({ code = '' }) => send(code)}
      beside={beside}
    >
      <CodeField
        name="code"
        label={say.mfaCode}
        hint={hint}
        focus
        onFull={input => input.form?.requestSubmit()}
      />
    </Form>
  );
}
