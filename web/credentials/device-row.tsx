import { useId, useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { DeviceSummary } from '../components/device-summary.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { DeviceClock } from '../session/device-clock.tsx';
import { DeviceDialog, type DeviceTask } from './device-dialogs.tsx';
import { ResyncDialog } from './resync-dialog.tsx';

type Task = DeviceTask | 'resync';

const tasks: Record<Task, string> = {
  unlock: say.unlock,
  resync: say.resync,
  rename: say.rename,
  deactivate: say.deactivate,
  delete: say.delete_,
};

/**
 * A key never goes out of sync, and is gone when it is deactivated; a virtual device stays, so that it can be assigned
 * again or deleted.
 */
function tasksFor({ Status, Kind }: Device): Task[] {
  const unlock: Task[] = Status === 'Locked' ? ['unlock'] : [];
  const resync: Task[] = Kind === 'fido' ? [] : ['resync'];
  const remove: Task[] = Kind === 'virtual' ? ['delete'] : [];
  return [...unlock, ...resync, 'rename', 'deactivate', ...remove];
}

interface Props {
  device: Device;
  onChange: () => Promise<void>;
}

export function DeviceRow({ device, onChange }: Props) {
  const [task, setTask] = useState<Task>();
  const [open, setOpen] = useState(false);
  const [revision, setRevision] = useState(0);
  const details = useId();

  async function changed() {
    await onChange();
    setRevision(count => count + 1);
  }

  return (
    <li class="row">
      <DeviceSummary device={device} lockedHint={say.lockedHint} />
      <div class="row-actions">
        {tasksFor(device).map(of => (
          <Button
            key={of}
            look={of === 'unlock' ? 'plain' : 'quiet'}
            label={fill(say.taskOn, { task: tasks[of], name: device.DeviceName })}
            onClick={() => setTask(of)}
          >
            {tasks[of]}
          </Button>
        ))}
        {device.Kind !== 'fido' && (
          <button
            type="button"
            class="button quiet"
            aria-expanded={open}
            aria-controls={details}
            aria-label={fill(say.taskOn, {
              task: open ? say.hideDetails : say.details,
              name: device.DeviceName,
            })}
            onClick={() => setOpen(!open)}
          >
            {open ? say.hideDetails : say.details}
          </button>
        )}
      </div>
      {open && (
        <div class="aside" id={details}>
          <DeviceClock key={revision} serialNumber={device.SerialNumber} />
        </div>
      )}
      {task === 'resync' && (
        <ResyncDialog device={device} onChange={changed} onClose={() => setTask(undefined)} />
      )}
      {task && task !== 'resync' && (
        <DeviceDialog task={task} device={device} onDone={changed} onClose={() => setTask(undefined)} />
      )}
    </li>
  );
}
