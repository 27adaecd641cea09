import { useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { kindName } from '../components/device-choice.tsx';
import { DeviceIcon } from '../components/device-icon.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { DeviceDialog, type DeviceTask } from './device-dialogs.tsx';

const tasks: Record<DeviceTask, string> = {
  unlock: say.unlock,
  rename: say.rename,
  deactivate: say.deactivate,
  delete: say.delete_,
};

/** A key that is deactivated is gone; a virtual device stays, so that it can be assigned again or deleted. */
function tasksFor(device: Device, own: boolean): DeviceTask[] {
  const unlock = device.Status === 'Locked' ? (['unlock'] as const) : [];
  if (!own) return [...unlock, 'deactivate'];
  return [...unlock, 'rename', 'deactivate', ...(device.Kind === 'virtual' ? (['delete'] as const) : [])];
}

interface Props {
  device: Device;
  /** Whose device it is, unless one's own. */
  userName?: string;
  onChange: () => Promise<void>;
}

export function DeviceRow({ device, userName, onChange }: Props) {
  const [task, setTask] = useState<DeviceTask>();
  return (
    <li class="row">
      <div class="row-head">
        <DeviceIcon kind={device.Kind} />
        <div>
          <h3>{device.DeviceName}</h3>
          <small>{kindName[device.Kind]}</small>
        </div>
        {device.Status === 'Locked' && <span class="badge warning">{say.locked}</span>}
      </div>
      {device.Status === 'Locked' && (
        <p class="row-note">
          {fill(userName ? say.lockedOfUserHint : say.lockedHint, { user: userName ?? '' })}
        </p>
      )}
      <Facts>
        <Fact name={say.serialNumber}>
          <span class="mono">{device.SerialNumber}</span>
        </Fact>
        <Fact name={say.added}>
          <Moment at={device.EnableDate} />
        </Fact>
        <Fact name={say.lastUsed}>
          <Moment at={device.LastUsed} />
        </Fact>
      </Facts>
      <div class="row-actions">
        {tasksFor(device, !userName).map(of => (
          <Button
            key={of}
            look={of === 'unlock' ? 'plain' : 'quiet'}
            label={fill(say.taskOn, { task: tasks[of], name: device.DeviceName })}
            onClick={() => setTask(of)}
          >
            {tasks[of]}
          </Button>
        ))}
      </div>
      {task && (
        <DeviceDialog
          task={task}
          device={device}
          userName={userName}
          onDone={onChange}
          onClose={() => setTask(undefined)}
        />
      )}
    </li>
  );
}
