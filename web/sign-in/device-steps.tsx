import { useId, useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import type { OfferedDevice, Step } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { DeviceCheck } from '../components/device-check.tsx';
import { DeviceChoice } from '../components/device-choice.tsx';
import { DeviceIcon } from '../components/device-icon.tsx';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { Who } from './remembered.ts';
import { StartOver } from './start-over.tsx';
import { Troubleshoot } from './troubleshoot-link.tsx';
import { WhoChip } from './who-chip.tsx';

interface ChooseProps {
  who: Who | undefined;
  onStartOver: () => void;
  devices: OfferedDevice[];
  preferred: OfferedDevice | undefined;
  onChoose: (device: OfferedDevice) => void;
  onTroubleshoot: () => void;
}

export function ChooseDevice({ who, onStartOver, onTroubleshoot, ...choice }: ChooseProps) {
  return (
    <>
      <Heading>{say.devicesTitle}</Heading>
      {who && <WhoChip who={who} />}
      <p>{say.devicesIntro}</p>
      <DeviceChoice {...choice} />
      <StartOver onStartOver={onStartOver}>
        <Troubleshoot onClick={onTroubleshoot} />
      </StartOver>
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
  onTroubleshoot: (resync: boolean) => void;
  /** What was just done for this device. */
  notice: string;
}

export function UseDevice(props: UseProps) {
  const { who, onStartOver, devices, device, onStep, onRefused, onOther, onTroubleshoot, notice } = props;
  const heading = useId();
  const [refused, setRefused] = useState(false);
  return (
    <>
      <Heading id={heading}>{say.mfaTitle}</Heading>
      {who && <WhoChip who={who} />}
      {notice && !refused && <Notice tone="done">{notice}</Notice>}
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
        onRefused={error => {
          setRefused(error instanceof Problem && error.code === 'SECOND_FACTOR_REFUSED');
          onRefused(error);
        }}
        beside={
          devices.length > 1 && (
            <Button look="quiet" onClick={onOther}>
              {say.anotherDevice}
            </Button>
          )
        }
      />
      {/* After every refusal alike: what is offered must not tell which codes would fit another time. */}
      {refused && device.kind !== 'fido' && (
        <Notice tone="info" title={say.outOfStep}>
          {say.outOfStepHelp}
          <div class="buttons">
            <Button onClick={() => onTroubleshoot(true)}>{say.resyncIt}</Button>
          </div>
        </Notice>
      )}
      <StartOver onStartOver={onStartOver}>
        <Troubleshoot onClick={() => onTroubleshoot(false)} />
      </StartOver>
    </>
  );
}
