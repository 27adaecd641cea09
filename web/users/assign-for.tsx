import { useState } from 'preact/hooks';
import type { NewVirtualDevice } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { AssignHardwareFor } from './assign-hardware-for.tsx';
import { AssignVirtualFor } from './assign-virtual-for.tsx';
import { NameVirtualFor } from './name-virtual-for.tsx';
import { ResyncFor } from './resync-for.tsx';
import { SyncCheck } from './sync-check.tsx';

type Kind = 'hardware' | 'virtual';
interface Assigned {
  SerialNumber: string;
  DeviceName: string;
}
type Stage =
  | { at: 'choice' }
  | { at: 'hardware' }
  | { at: 'name' }
  | { at: 'virtual'; made: NewVirtualDevice; name: string }
  | { at: 'check'; device: Assigned }
  | { at: 'resync'; device: Assigned };

const kinds = [
  { value: 'hardware', label: say.assignHardware, hint: say.assignHardwareHint },
  { value: 'virtual', label: say.assignVirtualDevice, hint: say.assignVirtualDeviceHint },
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
  const named = (message: string) => fill(message, { name: userName, product: say.product });

  async function close() {
    onClose();
    // Its secret was shown once, so a device that was made here and not assigned is of no use to anyone.
    if (stage.at !== 'virtual') return;
    await act('DeleteVirtualMFADevice', { SerialNumber: stage.made.SerialNumber }).catch(() => {});
  }

  async function assigned(device: Assigned) {
    setStage({ at: 'check', device });
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
        stage.at === 'choice' ? say.manageTitle : stage.at === 'check' ? say.checkSyncTitle : say.assignTitle
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
      {stage.at === 'hardware' && <AssignHardwareFor {...common} onAssigned={assigned} />}
      {stage.at === 'name' && (
        <NameVirtualFor {...common} onMade={(made, name) => setStage({ at: 'virtual', made, name })} />
      )}
      {stage.at === 'virtual' && (
        <AssignVirtualFor {...common} made={stage.made} name={stage.name} onAssigned={assigned} />
      )}
      {stage.at === 'check' && (
        <>
          <Notice tone="done">
            {named(say.assignedFor)} <a href="/help">{say.aboutUsingMfa}</a>
          </Notice>
          <SyncCheck
            device={stage.device}
            userName={userName}
            intro={say.assignedCheck}
            onChecked={onChange}
            onAgain={() => setStage({ at: 'resync', device: stage.device })}
            onClose={onClose}
          />
        </>
      )}
      {stage.at === 'resync' && (
        <ResyncFor {...common} device={stage.device} onResynced={() => assigned(stage.device)} />
      )}
    </Dialog>
  );
}
