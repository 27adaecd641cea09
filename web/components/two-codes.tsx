import type { ComponentChildren } from 'preact';
import * as say from '../messages.ts';
import { DigitsField, digitsOf } from './digits-field.tsx';
import { Form } from './form.tsx';
import { Notice } from './notice.tsx';

interface Props {
  /** What it throws is shown; until it is settled, the form is busy. */
  onSubmit: (code1: string, code2: string, values: Record<string, string>) => Promise<unknown>;
  submitLabel: string;
  importantText: string;
  hints?: { code1: string; code2: string };
  /** Long text or a picture that comes first; a refusal is shown below it. */
  lead?: ComponentChildren;
  /** Fields before the codes. */
  children?: ComponentChildren;
  /** Buttons beside the one that submits. */
  beside?: ComponentChildren;
  /** Whether the first code takes the focus. */
  focus?: boolean;
}

/** Two codes in a row from one device: assigning it and bringing it back in step ask for the same. */
export function TwoCodes(props: Props) {
  const { onSubmit, submitLabel, importantText, hints, lead, children, beside, focus = false } = props;
  return (
    <Form
      submit={submitLabel}
      blame="AuthenticationCode1"
      lead={lead}
      beside={beside}
      action={values =>
        onSubmit(
          digitsOf(values.AuthenticationCode1 ?? ''),
          digitsOf(values.AuthenticationCode2 ?? ''),
          values,
        )
      }
    >
      {children}
      <div class="pair">
        <DigitsField
          name="AuthenticationCode1"
          label={say.code1}
          hint={hints?.code1 ?? say.firstCodeHint}
          focus={focus}
        />
        <DigitsField name="AuthenticationCode2" label={say.code2} hint={hints?.code2 ?? say.secondCodeHint} />
      </div>
      <Notice tone="info" title={say.important}>
        {importantText}
      </Notice>
    </Form>
  );
}
