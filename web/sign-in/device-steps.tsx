import { useId } from 'preact/hooks';
import type { OfferedDevice, Step } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { DeviceCheck } from '../components/device-check.tsx';
import { DeviceChoice } from '../components/device-choice.tsx';
import { DeviceIcon } from '../components/device-icon.tsx';
import { Heading } from '../components/heading.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { Who } from './remembered.ts';

interface ChooseProps {
  devices: OfferedDevice[];
  preferred: OfferedDevice | undefined;
  onChoose: (device: OfferedDevice) => void;
}

export function ChooseDevice(props: ChooseProps) {
  return (
    <>
      <Heading>{say.devicesTitle}</Heading>
      <p>{say.devicesIntro}</p>
      <DeviceChoice {...props} />
    </>
  );
}

interface UseProps {
  who?: Who;
  devices: OfferedDevice[];
  device: OfferedDevice;
  onStep: (step: Step) => unknown;
  onRefused: (error: unknown) => void;
  onOther: () => void;
}

export function UseDevice({ who, devices, device, onStep, onRefused, onOther }: UseProps) {
  const heading = useId();
  const several = devices.length > 1;
  return (
    <>
      <Heading id={heading}>{say.mfaTitle}</Heading>
      <p class="device-line">
        <DeviceIcon kind={device.kind} />
        {fill(device.kind === 'fido' ? say.useKey : say.enterCode, { device: device.name })}
      </p>
      <DeviceCheck<Step>
        key={device.serialNumber}
        route="/api/sign-in"
        device={device}
        submit={say.signIn}
        labelledBy={heading}
        onPassed={onStep}
        onRefused={onRefused}
        beside={
          several && (
            <Button look="quiet" onClick={onOther}>
              {say.anotherDevice}
            </Button>
          )
        }
      />
      <p class="hint apart">{lostHelp(who, several)}</p>
    </>
  );
}

/** After a passkey or a reload the page may not know whether it is the owner who stands here. */
function lostHelp(who: Who | undefined, several: boolean): string {
  if (who?.as !== 'owner') return say.lostUser;
  return several ? say.lostOwner : say.lostOwnerOnlyOne;
}
