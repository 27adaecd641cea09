import type { ComponentChildren } from 'preact';
import type { Device } from '../api-types.ts';
import { CodePair, pairOf } from '../components/code-pair.tsx';
import { Form } from '../components/form.tsx';
import * as say from '../messages.ts';
import { act } from './act.ts';

interface Props {
  /** Who holds the device, unless it is one's own: what the codes say applies to the holder (row S0-49). */
  userName?: string;
  device: Pick<Device, 'SerialNumber' | 'Kind'>;
  intro: string;
  important: string;
  cancel: ComponentChildren;
  onAccepted: () => unknown;
}

/** The first half of a resync: two codes in a row. The second half is the check whether they came in time. */
export function ResyncCodes({ userName: UserName, device, intro, important, cancel, onAccepted }: Props) {
  return (
    <Form
      submit={say.continue_}
      blame="AuthenticationCode1"
      lead={<p>{intro}</p>}
      action={async values => {
        await act('ResyncMFADevice', { UserName, SerialNumber: device.SerialNumber, ...pairOf(values) });
        await onAccepted();
      }}
      beside={cancel}
    >
      <CodePair kind={device.Kind} important={important} focus />
    </Form>
  );
}
