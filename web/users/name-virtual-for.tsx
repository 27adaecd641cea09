import type { ComponentChildren } from 'preact';
import type { NewVirtualDevice } from '../api-types.ts';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { uniqueName } from '../credentials/device-name.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  userName: string;
  cancel: ComponentChildren;
  onMade: (made: NewVirtualDevice, name: string) => void;
}

export function NameVirtualFor({ userName, cancel, onMade }: Props) {
  async function make({ DeviceName: typed = '' }: Record<string, string>) {
    const DeviceName = typed.trim();
    const { VirtualMFADevice } = await act('CreateVirtualMFADevice', {
      VirtualMFADeviceName: uniqueName(userName, DeviceName),
      DeviceName,
    });
    onMade(VirtualMFADevice, DeviceName);
  }
  return (
    <Form submit={say.continue_} blame="DeviceName" action={make} beside={cancel}>
      <Field
        name="DeviceName"
        label={say.deviceName}
        hint={fill(say.virtualNameHint, { name: userName })}
        wrong={say.deviceNameNeeded}
        maxLength={64}
        autocomplete="off"
        focus
      />
    </Form>
  );
}
