import type { ComponentChildren } from 'preact';
import type { NewVirtualDevice } from '../api-types.ts';
import { DeviceNameField } from '../components/device-name-field.tsx';
import { Form } from '../components/form.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { newVirtualDevice } from '../session/new-virtual-device.ts';

interface Props {
  userName: string;
  cancel: ComponentChildren;
  onMade: (made: NewVirtualDevice, name: string) => void;
}

export function NameVirtualFor({ userName, cancel, onMade }: Props) {
  async function make({ DeviceName: typed = '' }: Record<string, string>) {
    const DeviceName = typed.trim();
    onMade(await newVirtualDevice(userName, DeviceName), DeviceName);
  }
  return (
    <Form submit={say.continue_} blame="DeviceName" action={make} beside={cancel}>
      <DeviceNameField hint={fill(say.virtualNameHint, { name: userName })} focus />
    </Form>
  );
}
