import { useState } from 'preact/hooks';
import type {
  ContactInformation,
  Device,
  DeviceKind,
  NewVirtualDevice,
  Session,
  VirtualDevice,
} from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { AssignHardware } from '../session/assign-hardware.tsx';
import { AssignVirtual } from '../session/assign-virtual.tsx';
import { discard, newVirtualDevice } from '../session/new-virtual-device.ts';
import { tell } from '../session/told.tsx';
import { AssignCheck } from './assign-check.tsx';
import { AssignChoice, type Chosen } from './assign-choice.tsx';
import { AssignKey } from './assign-key.tsx';
import { NewSecret } from './new-secret.tsx';
import { ReviewContact } from './review-contact.tsx';

interface Props {
  person: Session['person'];
  contact: ContactInformation | undefined;
  welcome: string;
  waiting: string[];
  /** What is assigned already. */
  devices: Device[];
  full: boolean;
  /** A virtual device that exists already: only its two codes are asked. */
  existing: VirtualDevice | undefined;
  /** The session came in without a device; using the new one opens everything again. */
  recovered: boolean;
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
  const {
    person,
    contact,
    welcome,
    waiting,
    devices,
    full,
    existing,
    recovered,
    maySkip,
    onChange,
    onResync,
    onClose,
  } = props;
  const [stage, setStage] = useState<Stage>(
    existing ? { at: 'virtual', serialNumber: existing.SerialNumber } : { at: 'choice' },
  );

  async function choose(chosen: Chosen) {
    if (chosen.task === 'resync') return onResync(chosen.device);
    if (chosen.task === 'hardware') return setStage({ at: 'hardware' });
    const { name } = chosen;
    if (chosen.task === 'fido') return setStage({ at: 'key', name });
    const made = await newVirtualDevice(person.name, name);
    setStage({ at: 'virtual', serialNumber: made.SerialNumber, made });
  }

  async function close() {
    onClose();
    if (stage.at !== 'virtual' || !stage.made) return;
    await discard(stage.made);
    await onChange();
  }

  async function assigned(serialNumber: string, kind: DeviceKind) {
    setStage({ at: 'check', serialNumber, kind });
    await onChange();
  }

  const ready = fill(person.kind === 'owner' ? say.associatedOwner : say.readyForUse, {
    product: say.product,
  });
  const cancel = (
    <Button look="quiet" onClick={close}>
      {say.cancel}
    </Button>
  );
  return (
    <Dialog
      title={titles[stage.at] ?? (devices.length > 0 ? say.manageDevice : say.assignDevice)}
      step={stage.at}
      onClose={close}
    >
      {stage.at === 'choice' && (
        <AssignChoice
          welcome={welcome}
          hint={<ReviewContact owner={person.kind === 'owner'} known={contact} />}
          full={full}
          waiting={waiting}
          drifting={devices.filter(({ Kind }) => Kind !== 'fido')}
          onChosen={choose}
          onCancel={close}
        />
      )}
      {stage.at === 'hardware' && (
        <AssignHardware
          lead={<p>{say.tokenAtHand}</p>}
          cancel={cancel}
          onAssigned={serial => assigned(serial, 'hardware')}
        />
      )}
      {stage.at === 'virtual' && (
        <AssignVirtual
          serialNumber={stage.serialNumber}
          lead={stage.made ? <NewSecret made={stage.made} /> : <p>{say.existingIntro}</p>}
          cancel={cancel}
          onAssigned={() => assigned(stage.serialNumber, 'virtual')}
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
          onPassed={() => {
            tell(recovered ? say.backIn : ready);
            onClose();
          }}
          onSkipped={() => {
            tell(ready);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}
