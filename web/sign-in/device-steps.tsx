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
import { StartOver } from './start-over.tsx';
import { WhoChip } from './who-chip.tsx';

interface ChooseProps {
  who: Who | undefined;
  onStartOver: () => void;
  devices: OfferedDevice[];
  preferred: OfferedDevice | undefined;
  onChoose: (device: OfferedDevice) => void;
}

export function ChooseDevice({ who, onStartOver, ...choice }: ChooseProps) {
  return (
    <>
      <Heading>{say.devicesTitle}</Heading>
      {who && <WhoChip who={who} />}
      <p>{say.devicesIntro}</p>
      <DeviceChoice {...choice} />
      <StartOver onStartOver={onStartOver} />
    </>
  );
}

interface UseProps {
  who: Who | undefined;
  onStartOver: () => void;
  devices: OfferedDevice[];
  device: OfferedDevice;
  onStep: (step: Step) => unknown;
  onRefused: (error: unknown) => void;
  onOther: () => void;
}

export function UseDevice(props: UseProps) {
  const { who, onStartOver, devices, device, onStep, onRefused, onOther } = props;
  const heading = useId();
  const several = devices.length > 1;
  return (
    <>
      <Heading id={heading}>{say.mfaTitle}</Heading>
      {who && <WhoChip who={who} />}
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
      <StartOver onStartOver={onStartOver} />
      <p class="hint">{lostHelp(who, several)}</p>
    </>
  );
}

/** After a passkey or a reload the page may not know whether it is the owner who stands here. */
function lostHelp(who: Who | undefined, several: boolean): string {
  if (!who) return say.lostAnybody;
  if (who.as === 'user') return say.lostUser;
  return several ? say.lostOwner : say.lostOwnerOnlyOne;
}
