import { useState } from 'preact/hooks';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ResyncAccepted } from '../components/resync-accepted.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { ResyncCodes } from '../session/resync-codes.tsx';
import { SyncCheck } from '../session/sync-check.tsx';

interface Props {
  device: Device;
  onChange: () => Promise<void>;
  onClose: () => void;
}

/** Two codes, then the check by a third: codes that were submitted late are accepted and leave a device out of sync. */
export function ResyncDialog({ device, onChange, onClose }: Props) {
  const [stage, setStage] = useState<'codes' | 'check'>('codes');
  const named = (message: string) => fill(message, { device: device.DeviceName });
  return (
    <Dialog title={say.manageDevice} step={stage} onClose={onClose}>
      {stage === 'codes' ? (
        <ResyncCodes
          device={device}
          intro={named(say.nextTwoCodes)}
          // Only users have a name; the owner has an address.
          important={device.UserName === undefined ? say.lateResyncOfOwner : say.lateResync}
          cancel={
            <Button look="quiet" onClick={onClose}>
              {say.cancel}
            </Button>
          }
          onAccepted={() => {
            setStage('check');
            return onChange();
          }}
        />
      ) : (
        <SyncCheck
          device={device}
          passed={named(say.inSyncHelp)}
          onPassed={onChange}
          onAgain={() => setStage('codes')}
          onClose={onClose}
        >
          <ResyncAccepted device={device.DeviceName} />
        </SyncCheck>
      )}
    </Dialog>
  );
}
