import { useState } from 'preact/hooks';
import type { Device, DeviceKind, NewVirtualDevice, Session, VirtualDevice } from '../api-types.ts';
import { Dialog } from '../components/dialog.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';
import { AssignCheck } from './assign-check.tsx';
import { AssignChoice, type Chosen } from './assign-choice.tsx';
import { AssignHardware } from './assign-hardware.tsx';
import { AssignKey } from './assign-key.tsx';
import { AssignVirtual } from './assign-virtual.tsx';
import { uniqueName } from './device-name.ts';

interface Props {
  person: Session['person'];
  welcome: string;
  waiting: string[];
  /** What is assigned already. */
  devices: Device[];
  full: boolean;
  /** A virtual device that exists already: only its two codes are asked. */
  existing: VirtualDevice | undefined;
  maySkip: boolean;
  onChange: () => Promise<void>;
  onResync: (device: Device) => void;
  onClose: () => void;
}

type Stage =
  | { at: 'choice' }
  | { at: 'virtual'; serialNumber: string; made?: NewVirtualDevice }
  | { at: 'hardware' }
  | { at: 'key'; name: string }
  | { at: 'check'; serialNumber: string; kind: DeviceKind };

const titles: Partial<Record<Stage['at'], string>> = {
  virtual: say.assignVirtual,
  hardware: say.assignHardware,
  key: say.assignFido,
  check: say.checkTitle,
};

/** "Manage MFA device": choose and name, then codes or key, then a first use that proves that it works. */
export function AssignWizard(props: Props) {
  const { person, welcome, waiting, devices, full, existing, maySkip, onChange, onResync, onClose } = props;
  const [stage, setStage] = useState<Stage>(
    existing ? { at: 'virtual', serialNumber: existing.SerialNumber } : { at: 'choice' },
  );

  async function choose(chosen: Chosen) {
    if (chosen.task === 'resync') return onResync(chosen.device);
    if (chosen.task === 'hardware') return setStage({ at: 'hardware' });
    const { name } = chosen;
    if (chosen.task === 'fido') return setStage({ at: 'key', name });
    const { VirtualMFADevice: made } = await act('CreateVirtualMFADevice', {
      VirtualMFADeviceName: uniqueName(person.name, name),
      DeviceName: name,
    });
    setStage({ at: 'virtual', serialNumber: made.SerialNumber, made });
  }

  async function close() {
    onClose();
    // The secret is shown once, so a device that was made here and not assigned is of no use to anyone.
    if (stage.at !== 'virtual' || !stage.made) return;
    await act('DeleteVirtualMFADevice', { SerialNumber: stage.serialNumber }).catch(() => {});
    await onChange();
  }

  async function assigned(serialNumber: string, kind: DeviceKind) {
    setStage({ at: 'check', serialNumber, kind });
    await onChange();
  }

  const ready = fill(person.kind === 'owner' ? say.associatedOwner : say.readyForUse, {
    product: say.product,
  });
  return (
    <Dialog
      title={titles[stage.at] ?? (devices.length > 0 ? say.manageDevice : say.assignTitle)}
      step={stage.at}
      onClose={close}
    >
      {stage.at === 'choice' && (
        <AssignChoice
          welcome={welcome}
          forOwner={person.kind === 'owner'}
          full={full}
          waiting={waiting}
          drifting={devices.filter(({ Kind }) => Kind !== 'fido')}
          onChosen={choose}
          onCancel={close}
        />
      )}
      {stage.at === 'hardware' && (
        <AssignHardware onAssigned={serial => assigned(serial, 'hardware')} onCancel={close} />
      )}
      {stage.at === 'virtual' && (
        <AssignVirtual
          serialNumber={stage.serialNumber}
          made={stage.made}
          onAssigned={() => assigned(stage.serialNumber, 'virtual')}
          onCancel={close}
        />
      )}
      {stage.at === 'key' && (
        <AssignKey name={stage.name} onAssigned={serial => assigned(serial, 'fido')} onCancel={close} />
      )}
      {stage.at === 'check' && (
        <AssignCheck
          ready={ready}
          device={stage}
          maySkip={maySkip}
          onDone={() => {
            tell(ready);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}
