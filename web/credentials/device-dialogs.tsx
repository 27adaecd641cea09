import type { Device } from '../api-types.ts';
import { Confirm } from '../components/confirm.tsx';
import { DeviceNameField } from '../components/device-name-field.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';

export type DeviceTask = 'rename' | 'deactivate' | 'delete' | 'unlock';

interface Props {
  task: DeviceTask;
  device: Device;
  onDone: () => Promise<void>;
  onClose: () => void;
}

export function DeviceDialog({ task, device, onDone, onClose }: Props) {
  const { SerialNumber, DeviceName } = device;
  const named = (message: string) => fill(message, { name: DeviceName });

  async function done(sentence: string) {
    await onDone();
    tell(named(sentence));
    onClose();
  }

  if (task === 'rename') {
    return (
      <Confirm
        title={say.renameTitle}
        submit={say.rename}
        onClose={onClose}
        action={async ({ DeviceName: name = '' }) => {
          await act('RenameMFADevice', { SerialNumber, DeviceName: name.trim() });
          await done(say.renamed);
        }}
      >
        <DeviceNameField value={DeviceName} focus />
      </Confirm>
    );
  }
  if (task === 'unlock') {
    return (
      <Confirm
        title={named(say.unlockTitle)}
        submit={say.unlock}
        onClose={onClose}
        action={async () => {
          await act('UnlockMFADevice', { SerialNumber });
          await done(say.unlocked);
        }}
      >
        <p>{say.unlockBody}</p>
      </Confirm>
    );
  }
  const forGood = task === 'delete';
  const gone = device.Kind === 'fido' ? say.deactivateKeyBody : say.deactivateBody;
  return (
    <Confirm
      danger
      title={named(forGood ? say.deleteTitle : say.deactivateTitle)}
      submit={forGood ? say.delete_ : say.deactivate}
      onClose={onClose}
      action={async () => {
        await act('DeactivateMFADevice', { SerialNumber });
        if (forGood) await act('DeleteVirtualMFADevice', { SerialNumber });
        await done(forGood ? say.deleted : say.deactivated);
      }}
    >
      <p>{forGood ? say.deleteBody : gone}</p>
    </Confirm>
  );
}
