import { useState } from 'preact/hooks';
import type { DeviceKind, OfferedDevice } from '../api-types.ts';
import * as say from '../messages.ts';
import { Choices } from './choices.tsx';
import { Form } from './form.tsx';

export const kindName: Record<DeviceKind, string> = {
  virtual: say.kindVirtual,
  hardware: say.kindHardware,
  fido: say.kindFido,
};

/** The device that this browser used last, else the one that anyone used last. */
export function likeliest(devices: OfferedDevice[], remembered?: string): OfferedDevice | undefined {
  const latest = [...devices].sort((a, b) => (b.lastUsed ?? '').localeCompare(a.lastUsed ?? ''))[0];
  return devices.find(device => device.serialNumber === remembered) ?? latest;
}

interface Props {
  devices: OfferedDevice[];
  preferred: OfferedDevice | undefined;
  onChoose: (device: OfferedDevice) => void;
}

export function DeviceChoice({ devices, preferred, onChoose }: Props) {
  const [serial, setSerial] = useState(preferred?.serialNumber);
  const chosen = devices.find(device => device.serialNumber === serial);
  return (
    <Form submit={say.next} action={async () => chosen && onChoose(chosen)}>
      <DeviceRadios
        legend={say.chooseDevice}
        devices={devices}
        chosen={serial}
        onChoose={device => setSerial(device.serialNumber)}
      />
    </Form>
  );
}

type Named = Pick<OfferedDevice, 'serialNumber' | 'name' | 'kind'>;

interface RadiosProps<D extends Named> {
  legend: string;
  devices: D[];
  /** Its serial number. */
  chosen: string | undefined;
  onChoose: (device: D) => void;
}

export function DeviceRadios<D extends Named>({ legend, devices, chosen, onChoose }: RadiosProps<D>) {
  return (
    <Choices
      name="device"
      legend={legend}
      options={devices.map(({ serialNumber, name, kind }) => ({
        value: serialNumber,
        label: name,
        hint: kindName[kind],
        icon: kind,
      }))}
      chosen={chosen}
      onChoose={serial => {
        const device = devices.find(({ serialNumber }) => serialNumber === serial);
        if (device) onChoose(device);
      }}
    />
  );
}
