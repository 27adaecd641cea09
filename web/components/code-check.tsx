import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import type { DeviceKind } from '../api-types.ts';
import * as say from '../messages.ts';
import { CodeField } from './code-field.tsx';
import { Form } from './form.tsx';

interface Refusals {
  refused: string;
  locked: string;
}
const signingIn: Refusals = { refused: say.codeRefused, locked: say.deviceLocked };

interface Props {
  send: (code: string) => Promise<unknown>;
  kind: DeviceKind;
  submit: string;
  labelledBy?: string | undefined;
  hint?: string;
  /** What a refusal means where the code is asked for, unless it is for signing in. */
  refusals?: Refusals;
  beside?: ComponentChildren;
}

/** One code from one device. The hint says when the sixth digit sends it, so that nobody is surprised. */
export function CodeCheck(props: Props) {
  const { send, kind, submit, labelledBy, hint, refusals = signingIn, beside } = props;
  const [locked, setLocked] = useState(false);
  function onRefused(error: unknown): never {
    if (error instanceof Problem && error.code === 'DEVICE_LOCKED') setLocked(true);
    throw inWords(error, refusals);
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
function inWords(error: unknown, { refused, locked }: Refusals): unknown {
  if (!(error instanceof Problem)) return error;
  if (error.code === 'SECOND_FACTOR_REFUSED') return new Problem(error.code, refused);
  if (error.code === 'DEVICE_LOCKED') return new Problem(error.code, locked);
  return error;
}
