import { useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { AssignFor } from './assign-for.tsx';
import { ManageDevice } from './manage-device.tsx';
import { UserDevice } from './user-device.tsx';

interface Props {
  userName: string;
  onChange: () => Promise<void>;
}

/** "Assigned MFA devices", each with "Manage" beside it (rows S0-45 and S2-44). */
export function UserDevices({ userName, onChange }: Props) {
  const devices = useLoaded(async () => (await act('ListMFADevices', { UserName: userName })).MFADevices);
  const [managed, setManaged] = useState<Device>();
  const [assigning, setAssigning] = useState(false);
  /** Counts changes, so that an open clock is read anew. */
  const [version, setVersion] = useState(0);
  const named = (message: string) => fill(message, { name: userName });

  async function changed() {
    await devices.reload();
    setVersion(count => count + 1);
    await onChange();
  }

  return (
    <Section
      title={say.assignedDevices}
      intro={named(say.assignedDevicesIntro)}
      actions={
        (devices.data?.length ?? 0) > 0 && (
          <Button onClick={() => setAssigning(true)}>{say.assignDevice}</Button>
        )
      }
    >
      <Content of={devices}>
        {theirs =>
          theirs.length === 0 ? (
            <div class="none-yet">
              <p>
                <strong>{say.assignedDevice}</strong>
                <small>{named(say.userHasNoDevices)}</small>
              </p>
              <Button look="primary" onClick={() => setAssigning(true)}>
                {say.manage}
              </Button>
            </div>
          ) : (
            <ul class="rows">
              {theirs.map(device => (
                <UserDevice
                  key={device.SerialNumber}
                  device={device}
                  userName={userName}
                  version={version}
                  onManage={() => setManaged(device)}
                />
              ))}
            </ul>
          )
        }
      </Content>
      {managed && (
        <ManageDevice
          device={managed}
          userName={userName}
          onChange={changed}
          onClose={() => setManaged(undefined)}
        />
      )}
      {assigning && <AssignFor userName={userName} onChange={changed} onClose={() => setAssigning(false)} />}
    </Section>
  );
}
