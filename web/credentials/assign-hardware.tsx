import { Button } from '../components/button.tsx';
import { CodePair, pairOf } from '../components/code-pair.tsx';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { LateAssign } from '../components/late-assign.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  onAssigned: (serialNumber: string) => Promise<void>;
  onCancel: () => void;
}

/** Claims a token of the inventory: its serial number says which, its codes that it is in one's hand. */
export function AssignHardware({ onAssigned, onCancel }: Props) {
  return (
    <Form
      submit={say.assignMfa}
      blame="SerialNumber"
      lead={<p>{say.tokenAtHand}</p>}
      action={async values => {
        const SerialNumber = (values.SerialNumber ?? '').trim();
        await act('EnableMFADevice', { SerialNumber, ...pairOf(values) });
        await onAssigned(SerialNumber);
      }}
      beside={
        <Button look="quiet" onClick={onCancel}>
          {say.cancel}
        </Button>
      }
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
