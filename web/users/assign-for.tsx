import { useState } from 'preact/hooks';
import type { Device, NewVirtualDevice } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { ResyncAccepted } from '../components/resync-accepted.tsx';
import { UsingMfa } from '../components/using-mfa.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { AssignHardware } from '../session/assign-hardware.tsx';
import { AssignVirtual } from '../session/assign-virtual.tsx';
import { discard } from '../session/new-virtual-device.ts';
import { ResyncCodes } from '../session/resync-codes.tsx';
import { SyncCheck } from '../session/sync-check.tsx';
import { NameVirtualFor } from './name-virtual-for.tsx';
import { SecretToScan } from './secret-to-scan.tsx';

type Kind = 'hardware' | 'virtual';
type Assigned = Pick<Device, 'SerialNumber' | 'DeviceName' | 'Kind'>;
type Stage =
  | { at: 'choice' }
  | { at: 'hardware' }
  | { at: 'name' }
  | { at: 'virtual'; made: NewVirtualDevice; name: string }
  | { at: 'check'; after: 'assign' | 'resync'; device: Assigned }
  | { at: 'resync'; device: Assigned };

const kinds = [
  { value: 'hardware', label: say.assignHardware, hint: say.assignHardwareHint },
  { value: 'virtual', label: say.assignVirtual, hint: say.assignVirtualDeviceHint },
] as const;

interface Props {
  userName: string;
  onChange: () => Promise<void>;
  onClose: () => void;
}

/** An administrator assigns a device to a user who is near enough to read out its codes (rows S2-42 to S2-51). */
export function AssignFor({ userName, onChange, onClose }: Props) {
  const [kind, setKind] = useState<Kind>('hardware');
  const [stage, setStage] = useState<Stage>({ at: 'choice' });
  const named = (message: string) =>
    fill(message, {
      name: userName,
      product: say.product,
      device: 'device' in stage ? stage.device.DeviceName : '',
    });

  async function close() {
    onClose();
    if (stage.at === 'virtual') await discard(stage.made);
  }

  async function accepted(after: 'assign' | 'resync', device: Assigned) {
    setStage({ at: 'check', after, device });
    await onChange();
  }

  const cancel = (
    <Button look="quiet" onClick={close}>
      {say.cancel}
    </Button>
  );
  const common = { userName, cancel };
  return (
    <Dialog
      title={
        stage.at === 'choice'
          ? say.manageDevice
          : stage.at === 'check'
            ? say.checkSyncTitle
            : say.assignDevice
      }
      step={stage.at}
      onClose={close}
    >
      {stage.at === 'choice' && (
        <Form
          submit={say.continue_}
          action={async () => setStage({ at: kind === 'hardware' ? 'hardware' : 'name' })}
          beside={cancel}
        >
          <Choices name="kind" legend={say.assignKind} options={kinds} chosen={kind} onChoose={setKind} />
          <p class="hint">{named(say.noFidoForOthers)}</p>
        </Form>
      )}
      {stage.at === 'hardware' && (
        <AssignHardware
          {...common}
          onAssigned={SerialNumber =>
            accepted('assign', { SerialNumber, DeviceName: SerialNumber, Kind: 'hardware' })
          }
        />
      )}
      {stage.at === 'name' && (
        <NameVirtualFor {...common} onMade={(made, name) => setStage({ at: 'virtual', made, name })} />
      )}
      {stage.at === 'virtual' && (
        <AssignVirtual
          {...common}
          serialNumber={stage.made.SerialNumber}
          lead={<SecretToScan made={stage.made} userName={userName} />}
          onAssigned={() => {
            const { SerialNumber } = stage.made;
            return accepted('assign', { SerialNumber, DeviceName: stage.name, Kind: 'virtual' });
          }}
        />
      )}
      {stage.at === 'check' && (
        <SyncCheck
          device={stage.device}
          userName={userName}
          passed={named(say.inSyncOfUser)}
          onPassed={onChange}
          onAgain={() => setStage({ at: 'resync', device: stage.device })}
          onClose={onClose}
        >
          {stage.after === 'assign' ? (
            <>
              <Notice tone="done">
                {named(say.readyForUse)} <UsingMfa />
              </Notice>
              <p>{named(say.assignedCheck)}</p>
            </>
          ) : (
            <ResyncAccepted device={stage.device.DeviceName} />
          )}
        </SyncCheck>
      )}
      {stage.at === 'resync' && (
        <ResyncCodes
          {...common}
          device={stage.device}
          intro={named(say.nextTwoCodesOfUser)}
          important={say.lateResync}
          onAccepted={() => accepted('resync', stage.device)}
        />
      )}
    </Dialog>
  );
}
