import { useState } from 'preact/hooks';
import type { VirtualDevice } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';

interface Props {
  devices: VirtualDevice[];
  onAssign: ((device: VirtualDevice) => void) | undefined;
  onChange: () => Promise<void>;
}

/** Virtual devices that guard nothing: made and never assigned, or deactivated. */
export function Unassigned({ devices, onAssign, onChange }: Props) {
  const [deleting, setDeleting] = useState<VirtualDevice>();
  if (devices.length === 0) return null;
  return (
    <div class="aside">
      <h3>{say.unassignedTitle}</h3>
      <p class="hint">{say.unassignedIntro}</p>
      <ul class="rows">
        {devices.map(device => (
          <li class="row" key={device.SerialNumber}>
            <div class="row-head">
              <h4>{device.DeviceName}</h4>
            </div>
            <Facts>
              <Fact name={say.serialNumber}>
                <span class="mono">{device.SerialNumber}</span>
              </Fact>
              <Fact name={say.created}>
                <Moment at={device.CreateDate} />
              </Fact>
            </Facts>
            <p class="hint">{say.notScanned}</p>
            <div class="row-actions">
              {onAssign && (
                <Button
                  look="quiet"
                  label={fill(say.taskOn, { task: say.assign, name: device.DeviceName })}
                  onClick={() => onAssign(device)}
                >
                  {say.assign}
                </Button>
              )}
              <Button
                look="quiet"
                label={fill(say.taskOn, { task: say.delete_, name: device.DeviceName })}
                onClick={() => setDeleting(device)}
              >
                {say.delete_}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {deleting && (
        <Confirm
          danger
          title={fill(say.deleteTitle, { name: deleting.DeviceName })}
          submit={say.delete_}
          onClose={() => setDeleting(undefined)}
          action={async () => {
            await act('DeleteVirtualMFADevice', { SerialNumber: deleting.SerialNumber });
            await onChange();
            tell(fill(say.deleted, { name: deleting.DeviceName }));
            setDeleting(undefined);
          }}
        >
          <p>{say.deleteBody}</p>
        </Confirm>
      )}
    </div>
  );
}
