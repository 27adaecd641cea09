import { useId, useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { kindName } from '../components/device-choice.tsx';
import { DeviceIcon } from '../components/device-icon.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { DeviceClock } from './device-clock.tsx';

interface Props {
  device: Device;
  userName: string;
  version: number;
  onManage: () => void;
}

/** One device of somebody else. */
export function UserDevice({ device, userName, version, onManage }: Props) {
  const { DeviceName, SerialNumber, Kind } = device;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li class="row">
      <div class="row-head">
        <DeviceIcon kind={Kind} />
        <div>
          <h3>{DeviceName}</h3>
          <small>{kindName[Kind]}</small>
        </div>
        {device.Status === 'Locked' && <span class="badge warning">{say.locked}</span>}
        <Button label={fill(say.taskOn, { task: say.manage, name: DeviceName })} onClick={onManage}>
          {say.manage}
        </Button>
      </div>
      {device.Status === 'Locked' && <p class="row-note">{fill(say.lockedOfUserHint, { user: userName })}</p>}
      <Facts>
        <Fact name={say.serialNumber}>
          <span class="mono">{SerialNumber}</span>
        </Fact>
        <Fact name={say.added}>
          <Moment at={device.EnableDate} />
        </Fact>
        <Fact name={say.lastUsed}>
          <Moment at={device.LastUsed} />
        </Fact>
      </Facts>
      {Kind !== 'fido' && (
        <div class="disclosure">
          <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {say.clockDetails} <span class="unseen">{DeviceName}</span>
          </button>
          <div id={id} hidden={!open}>
            {open && (
              <DeviceClock key={version} serialNumber={SerialNumber} userName={userName} name={DeviceName} />
            )}
          </div>
        </div>
      )}
    </li>
  );
}
