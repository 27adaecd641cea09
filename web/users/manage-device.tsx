import { useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Form } from '../components/form.tsx';
import { ResyncAccepted } from '../components/resync-accepted.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { ResyncCodes } from '../session/resync-codes.tsx';
import { SyncCheck } from '../session/sync-check.tsx';
import { DeviceChange, type DeviceChangeName } from './device-change.tsx';

type Task = 'resync' | DeviceChangeName;
type Stage = 'choice' | 'check' | Task;

const options: Record<Task, { label: string; hint: string }> = {
  unlock: { label: say.unlock, hint: say.unlockHint },
  resync: { label: say.resync, hint: say.userResyncHint },
  reset: { label: say.resetDrift, hint: say.resetDriftHint },
  rename: { label: say.rename, hint: say.renameHint },
  deactivate: { label: say.deactivate, hint: say.deactivateHint },
};

/** FIDO keys have no clock; only what is locked can be unlocked, and then that comes first. */
function tasksFor({ Kind, Status }: Device): Task[] {
  const clock = Kind === 'fido' ? [] : (['resync', 'reset'] as const);
  return [...(Status === 'Locked' ? (['unlock'] as const) : []), ...clock, 'rename', 'deactivate'];
}

interface Props {
  device: Device;
  userName: string;
  onChange: () => Promise<void>;
  onClose: () => void;
}

/** "Manage MFA device": what to do, "Continue", and then that (rows S0-46 to S0-49). */
export function ManageDevice({ device, userName, onChange, onClose }: Props) {
  const tasks = tasksFor(device);
  const [task, setTask] = useState<Task | undefined>(tasks[0]);
  const [stage, setStage] = useState<Stage>('choice');
  const cancel = (
    <Button look="quiet" onClick={onClose}>
      {say.cancel}
    </Button>
  );
  const names = { device: device.DeviceName, name: userName };
  const common = { device, userName, onClose, cancel };
  return (
    <Dialog title={titleOf(stage, device)} step={stage} onClose={onClose}>
      {stage === 'choice' && (
        <Form submit={say.continue_} action={async () => setStage(task ?? 'choice')} beside={cancel}>
          <p>
            <strong>{device.DeviceName}</strong>
            <small class="mono">{device.SerialNumber}</small>
          </p>
          <Choices
            name="task"
            legend={say.manageWhat}
            options={tasks.map(value => ({ value, ...options[value] }))}
            chosen={task}
            onChoose={setTask}
          />
          {device.Kind === 'fido' && <p class="hint">{say.fidoInStep}</p>}
        </Form>
      )}
      {stage === 'resync' && (
        <ResyncCodes
          {...common}
          intro={fill(say.nextTwoCodesOfUser, names)}
          important={say.lateResync}
          onAccepted={() => {
            setStage('check');
            return onChange();
          }}
        />
      )}
      {stage === 'check' && (
        <SyncCheck
          {...common}
          passed={fill(say.inSyncOfUser, names)}
          onPassed={onChange}
          onAgain={() => setStage('resync')}
        >
          <ResyncAccepted device={device.DeviceName} />
        </SyncCheck>
      )}
      {stage !== 'choice' && stage !== 'check' && stage !== 'resync' && (
        <DeviceChange {...common} change={stage} onDone={onChange} />
      )}
    </Dialog>
  );
}

function titleOf(stage: Stage, { DeviceName }: Device): string {
  const named = (message: string) => fill(message, { device: DeviceName, name: DeviceName });
  switch (stage) {
    case 'choice':
    case 'resync':
      return say.manageDevice;
    case 'check':
      return say.checkSyncTitle;
    case 'reset':
      return named(say.resetDriftTitle);
    case 'unlock':
      return named(say.unlockTitle);
    case 'rename':
      return say.renameTitle;
    case 'deactivate':
      return named(say.deactivateTitle);
  }
}
