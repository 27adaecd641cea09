import type { ComponentChildren } from 'preact';
import { CodePair, pairOf } from '../components/code-pair.tsx';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { LateAssign } from '../components/late-assign.tsx';
import * as say from '../messages.ts';
import { act } from './act.ts';

interface Props {
  /** Who gets it, unless it is for oneself. */
  userName?: string;
  lead?: ComponentChildren;
  cancel: ComponentChildren;
  onAssigned: (serialNumber: string) => Promise<void>;
}

/** Claims a token of the inventory: its serial number says which, its codes that it is in somebody's hand. */
export function AssignHardware({ userName: UserName, lead, cancel, onAssigned }: Props) {
  return (
    <Form
      submit={say.assignMfa}
      blame="SerialNumber"
      lead={lead}
      action={async values => {
        const SerialNumber = (values.SerialNumber ?? '').trim();
        await act('EnableMFADevice', { UserName, SerialNumber, ...pairOf(values) });
        await onAssigned(SerialNumber);
      }}
      beside={cancel}
    >
      <Field
        name="SerialNumber"
        label={say.serialNumber}
        hint={say.serialHint}
        wrong={say.serialNeeded}
        pattern="\s*[\w+=\/:,.@\-]{9,256}\s*"
        maxLength={256}
        autocomplete="off"
        class="mono"
        focus
      />
      <CodePair kind="hardware" important={<LateAssign />} />
    </Form>
  );
}
