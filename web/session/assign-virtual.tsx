import type { ComponentChildren } from 'preact';
import { CodePair, pairOf } from '../components/code-pair.tsx';
import { Form } from '../components/form.tsx';
import { LateAssign } from '../components/late-assign.tsx';
import * as say from '../messages.ts';
import { act } from './act.ts';

interface Props {
  /** Who gets it, unless it is for oneself. */
  userName?: string;
  serialNumber: string;
  /** The secret, or where it is. */
  lead: ComponentChildren;
  cancel: ComponentChildren;
  onAssigned: () => Promise<void>;
}

/** Two codes show that the app holds the secret. */
export function AssignVirtual({ userName: UserName, serialNumber, lead, cancel, onAssigned }: Props) {
  return (
    <Form
      submit={say.assignMfa}
      blame="AuthenticationCode1"
      lead={lead}
      action={async values => {
        await act('EnableMFADevice', { UserName, SerialNumber: serialNumber, ...pairOf(values) });
        await onAssigned();
      }}
      beside={cancel}
    >
      <CodePair kind="virtual" important={<LateAssign />} />
    </Form>
  );
}
