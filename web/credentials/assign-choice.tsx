import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { DeviceRadios } from '../components/device-choice.tsx';
import { DeviceNameField } from '../components/device-name-field.tsx';
import { Form } from '../components/form.tsx';
import * as say from '../messages.ts';

export type Chosen =
  | { task: 'virtual' | 'fido'; name: string }
  | { task: 'hardware' }
  | { task: 'resync'; device: Device };

const assignments = [
  { value: 'virtual', icon: 'virtual', label: say.assignVirtual, hint: say.assignVirtualHint },
  { value: 'hardware', icon: 'hardware', label: say.assignHardware, hint: say.assignHardwareHint },
  { value: 'fido', icon: 'fido', label: say.assignFido, hint: say.assignFidoHint },
] as const;
const resync = { value: 'resync', icon: 'resync', label: say.resync, hint: say.resyncHint } as const;

interface Props {
  welcome: string;
  /** What to look at before a device is assigned. */
  hint: ComponentChildren;
  /** No device can be assigned any more. */
  full: boolean;
  /** Names of devices that wait, unassigned, to be scanned or deleted. */
  waiting: string[];
  /** Assigned devices that can go out of sync. */
  drifting: Device[];
  onChosen: (chosen: Chosen) => Promise<void>;
  onCancel: () => void;
}

export function AssignChoice({ welcome, hint, full, waiting, drifting, onChosen, onCancel }: Props) {
  const choices = [...(full ? [] : assignments), ...(drifting.length > 0 ? [resync] : [])];
  const [task, setTask] = useState<Chosen['task']>(full ? 'resync' : 'virtual');
  const [device, setDevice] = useState(drifting[0]);

  async function choose({ DeviceName = '' }: Record<string, string>) {
    if (task === 'hardware') return onChosen({ task });
    if (task !== 'resync') return onChosen({ task, name: DeviceName.trim() });
    if (device) return onChosen({ task, device });
  }

  return (
    <Form
      submit={say.continue_}
      blame="DeviceName"
      action={choose}
      beside={
        <Button look="quiet" onClick={onCancel}>
          {welcome ? say.later : say.cancel}
        </Button>
      }
    >
      {welcome && <p>{welcome}</p>}
      <Choices
        name="task"
        legend={drifting.length > 0 ? say.manageChoice : say.deviceKind}
        options={choices}
        chosen={task}
        onChoose={setTask}
      />
      {task === 'resync' && drifting.length > 1 && (
        <DeviceRadios
          legend={say.resyncWhich}
          devices={drifting.map(({ SerialNumber, DeviceName, Kind }) => ({
            serialNumber: SerialNumber,
            name: DeviceName,
            kind: Kind,
          }))}
          chosen={device?.SerialNumber}
          onChoose={({ serialNumber }) =>
            setDevice(drifting.find(({ SerialNumber }) => SerialNumber === serialNumber))
          }
        />
      )}
      {(task === 'virtual' || task === 'fido') && <NameField waiting={waiting} />}
      {task !== 'resync' && hint}
    </Form>
  );
}

function NameField({ waiting }: { waiting: string[] }) {
  const [again, setAgain] = useState(false);
  return (
    <DeviceNameField
      hint={<span aria-live="polite">{again ? say.deviceNameWaits : say.deviceNameHint}</span>}
      onInput={input => setAgain(waiting.includes(input.value.trim()))}
    />
  );
}
