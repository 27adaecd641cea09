import type { DeviceKind } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { DeviceCheck } from '../components/device-check.tsx';
import { Notice } from '../components/notice.tsx';
import { UsingMfa } from '../components/using-mfa.tsx';
import * as say from '../messages.ts';

interface Props {
  ready: string;
  device: { serialNumber: string; kind: DeviceKind };
  maySkip: boolean;
  onPassed: () => void;
  onSkipped: () => void;
}

/** Codes that were typed late leave a device out of sync: using it once, now, shows that it works. */
export function AssignCheck({ ready, device, maySkip, onPassed, onSkipped }: Props) {
  return (
    <>
      <Notice tone="done">
        {ready} <UsingMfa />
      </Notice>
      <p>{device.kind === 'fido' ? say.checkKey : say.checkCode}</p>
      <DeviceCheck
        route="/api/session/step-up"
        device={device}
        submit={say.checkSubmit}
        hint={device.kind === 'hardware' ? say.checkTokenHint : say.checkHint}
        onPassed={onPassed}
        beside={
          maySkip && (
            <Button look="quiet" onClick={onSkipped}>
              {say.skip}
            </Button>
          )
        }
      />
    </>
  );
}
