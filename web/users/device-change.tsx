import type { ComponentChildren } from 'preact';
import { DeviceNameField } from '../components/device-name-field.tsx';
import { Form } from '../components/form.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';

export type DeviceChangeName = 'reset' | 'unlock' | 'rename' | 'deactivate';

interface Change {
  body: string;
  submit: string;
  done: string;
  danger?: true;
  run: (of: { UserName: string; SerialNumber: string }, name: string) => Promise<unknown>;
}

const changes: Record<DeviceChangeName, Change> = {
  reset: {
    body: say.resetDriftBody,
    submit: say.resetDriftSubmit,
    done: say.driftIsReset,
    run: of => act('ResetMFADeviceDrift', of),
  },
  unlock: {
    body: say.unlockOfUserBody,
    submit: say.unlock,
    done: say.unlocked,
    run: of => act('UnlockMFADevice', of),
  },
  rename: {
    body: '',
    submit: say.rename,
    done: say.renamed,
    run: (of, name) => act('RenameMFADevice', { ...of, DeviceName: name }),
  },
  deactivate: {
    body: say.deactivateOfUserBody,
    submit: say.deactivate,
    done: say.deactivated,
    danger: true,
    run: of => act('DeactivateMFADevice', of),
  },
};

interface Props {
  change: DeviceChangeName;
  device: { SerialNumber: string; DeviceName: string };
  userName: string;
  cancel: ComponentChildren;
  onDone: () => Promise<void>;
  onClose: () => void;
}

/** The body of a dialog that changes somebody else's device with one yes. */
export function DeviceChange({ change, device, userName, cancel, onDone, onClose }: Props) {
  const { body, submit, done, danger = false, run } = changes[change];
  const { SerialNumber, DeviceName } = device;
  const named = (message: string) => fill(message, { name: DeviceName, device: DeviceName, user: userName });
  return (
    <Form
      submit={submit}
      danger={danger}
      beside={cancel}
      action={async ({ DeviceName: typed = '' }) => {
        await run({ UserName: userName, SerialNumber }, typed.trim());
        await onDone();
        tell(named(done));
        onClose();
      }}
    >
      {body && <p>{named(body)}</p>}
      {change === 'rename' && <DeviceNameField value={DeviceName} focus />}
    </Form>
  );
}
