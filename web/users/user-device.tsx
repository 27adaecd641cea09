import { useId, useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { DeviceSummary } from '../components/device-summary.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { DeviceClock } from '../session/device-clock.tsx';

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
      <DeviceSummary device={device} lockedHint={fill(say.lockedOfUserHint, { user: userName })}>
        <Button label={fill(say.taskOn, { task: say.manage, name: DeviceName })} onClick={onManage}>
          {say.manage}
        </Button>
      </DeviceSummary>
      {Kind !== 'fido' && (
        <div class="disclosure">
          <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {say.clockDetails} <span class="unseen">{DeviceName}</span>
          </button>
          <div id={id} hidden={!open}>
            {open && (
              <section class="stack" aria-label={fill(say.clockDetailsOf, { name: DeviceName })}>
                <DeviceClock key={version} serialNumber={SerialNumber} userName={userName} />
              </section>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
