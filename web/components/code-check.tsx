import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import type { DeviceKind } from '../api-types.ts';
import * as say from '../messages.ts';
import { CodeField } from './code-field.tsx';
import { Form } from './form.tsx';

interface Props {
  send: (code: string) => Promise<unknown>;
  kind: DeviceKind;
  submit: string;
  labelledBy?: string | undefined;
  hint?: string;
  beside?: ComponentChildren;
}

/** One code from one device. The hint says when the sixth digit sends it, so that nobody is surprised. */
export function CodeCheck({ send, kind, submit, labelledBy, hint, beside }: Props) {
  const [locked, setLocked] = useState(false);
  function onRefused(error: unknown): never {
    if (error instanceof Problem && error.code === 'DEVICE_LOCKED') setLocked(true);
    return aboutCodes(error);
  }
  return (
    <Form
      submit={submit}
      labelledBy={labelledBy}
      blame="code"
      closed={locked}
      action={({ code = '' }) => send(code).catch(onRefused)}
      beside={beside}
    >
      <CodeField
        name="code"
        label={say.mfaCode}
        kind={kind}
        hint={hint ?? (kind === 'hardware' ? say.tokenHint : say.codeHint)}
        focus
        disabled={locked}
        onFull={input => input.form?.requestSubmit()}
      />
    </Form>
  );
}

/** The gateway speaks of codes and keys alike; here it was a code. */
function aboutCodes(error: unknown): never {
  if (error instanceof Problem && error.code === 'SECOND_FACTOR_REFUSED')
    throw new Problem(error.code, say.codeRefused);
  if (error instanceof Problem && error.code === 'DEVICE_LOCKED')
    throw new Problem(error.code, say.deviceLocked);
  throw error;
}
