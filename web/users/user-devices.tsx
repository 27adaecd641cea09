import { Dialog } from '../components/dialog.tsx';
import { Content } from '../components/section.tsx';
import { DeviceRow } from '../credentials/device-row.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';

interface Props {
  userName: string;
  onChange: () => Promise<void>;
  onClose: () => void;
}

/** The devices of somebody else: the owner sees them, unlocks and deactivates them, and cannot use them. */
export function UserDevices({ userName, onChange, onClose }: Props) {
  const devices = useLoaded(async () => (await act('ListMFADevices', { UserName: userName })).MFADevices);
  async function changed() {
    await devices.reload();
    await onChange();
  }
  return (
    <Dialog title={fill(say.devicesOf, { name: userName })} onClose={onClose}>
      <Content of={devices}>
        {theirs =>
          theirs.length === 0 ? (
            <p class="empty">{fill(say.userHasNoDevices, { name: userName })}</p>
          ) : (
            <ul class="rows">
              {theirs.map(device => (
                <DeviceRow key={device.SerialNumber} device={device} userName={userName} onChange={changed} />
              ))}
            </ul>
          )
        }
      </Content>
    </Dialog>
  );
}
