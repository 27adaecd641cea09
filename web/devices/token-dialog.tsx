import type { HardwareToken } from '../api-types.ts';
import { Confirm } from '../components/confirm.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';

export type TokenTask = 'unlock' | 'delete';

interface Props {
  task: TokenTask;
  token: HardwareToken;
  onDone: () => Promise<void>;
  onClose: () => void;
}

export function TokenDialog({ task, token: { SerialNumber, UserName }, onDone, onClose }: Props) {
  const named = (message: string) => fill(message, { name: SerialNumber });
  const unlock = task === 'unlock';
  async function run() {
    if (unlock) await act('UnlockMFADevice', { SerialNumber, ...(UserName && { UserName }) });
    else await act('DeleteHardwareMFADevice', { SerialNumber });
    await onDone();
    tell(named(unlock ? say.unlocked : say.deleted));
    onClose();
  }
  return (
    <Confirm
      danger={!unlock}
      title={named(unlock ? say.unlockTitle : say.deleteTitle)}
      submit={unlock ? say.unlock : say.delete_}
      onClose={onClose}
      action={run}
    >
      <p>{unlock ? say.tokenUnlockBody : say.deleteTokenBody}</p>
    </Confirm>
  );
}
