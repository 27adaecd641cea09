import { useState } from 'preact/hooks';
import type { NewVirtualDevice, Session, VirtualDevice } from '../api-types.ts';
import { Dialog } from '../components/dialog.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';
import { AssignCheck } from './assign-check.tsx';
import { AssignChoice, type Chosen } from './assign-choice.tsx';
import { AssignKey } from './assign-key.tsx';
import { AssignVirtual } from './assign-virtual.tsx';
import { uniqueName } from './device-name.ts';

interface Props {
  person: Session['person'];
  welcome: string;
  waiting: string[];
  /** A virtual device that exists already: only its two codes are asked. */
  existing: VirtualDevice | undefined;
  maySkip: boolean;
  onChange: () => Promise<void>;
  onClose: () => void;
}

type Stage =
  | { at: 'choice' }
  | { at: 'virtual'; serialNumber: string; made?: NewVirtualDevice }
  | { at: 'key'; name: string }
  | { at: 'check'; serialNumber: string; kind: 'virtual' | 'fido' };

/** "Assign MFA device": choose and name, then codes or key, then a first use that proves that it works. */
export function AssignWizard({ person, welcome, waiting, existing, maySkip, onChange, onClose }: Props) {
  const [stage, setStage] = useState<Stage>(
    existing ? { at: 'virtual', serialNumber: existing.SerialNumber } : { at: 'choice' },
  );

  async function choose({ kind, name }: Chosen) {
    if (kind === 'fido') return setStage({ at: 'key', name });
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

  async function assigned(serialNumber: string, kind: 'virtual' | 'fido') {
    setStage({ at: 'check', serialNumber, kind });
    await onChange();
  }

  const ready = fill(person.kind === 'owner' ? say.associatedOwner : say.readyForUse, {
    product: say.product,
  });
  return (
    <Dialog title={stage.at === 'check' ? say.checkTitle : say.assignTitle} step={stage.at} onClose={close}>
      {stage.at === 'choice' && (
        <AssignChoice welcome={welcome} waiting={waiting} onChosen={choose} onCancel={close} />
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
