import { useId, useState } from 'preact/hooks';
import { post } from '../api.ts';
import type { OfferedDevice, Step } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { CodePair, pairOf } from '../components/code-pair.tsx';
import { DeviceRadios, likeliest } from '../components/device-choice.tsx';
import { DeviceIcon } from '../components/device-icon.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { Alternative } from './alternative.tsx';
import type { Who } from './remembered.ts';
import { StartOver } from './start-over.tsx';
import { WhoChip } from './who-chip.tsx';

interface Props {
  who: Who | undefined;
  devices: OfferedDevice[];
  /** The one that does not work, if it was chosen already. */
  device?: OfferedDevice;
  /** The form for the two codes is open from the start. */
  resync?: boolean;
  /** Serial number of the one that this browser used last. */
  preferred: string | undefined;
  onResynced: (step: Step, device: OfferedDevice) => unknown;
  onRefused: (error: unknown) => void;
  onBack: () => void;
  onStartOver: () => void;
}

/** Two ways, both in sight: the device is at hand and out of step, or it is not at hand. */
export function TroubleshootStep(props: Props) {
  const { who, devices, device, resync = false, preferred, onStartOver, ...back } = props;
  const [open, setOpen] = useState(resync);
  const section = useId();
  const drifting = devices.filter(({ kind }) => kind !== 'fido');
  const first = likeliest(drifting, device?.serialNumber ?? preferred);
  return (
    <>
      <Heading>{say.troubleshootTitle}</Heading>
      {who && <WhoChip who={who} />}
      {first ? (
        <section class="part" aria-labelledby={section}>
          <h2 id={section}>{say.resyncSection}</h2>
          {open ? (
            <Resync labelledBy={section} devices={drifting} first={first} focus={!resync} {...back} />
          ) : (
            <>
              <p>{say.resyncWhen}</p>
              <div class="buttons">
                <Button onClick={() => setOpen(true)}>{say.resyncMine}</Button>
              </div>
            </>
          )}
        </section>
      ) : (
        <p>{say.keysStayInStep}</p>
      )}
      <Alternative
        lost={(device ?? (devices.length === 1 ? devices[0] : undefined))?.serialNumber}
        several={devices.length > 1}
        onRefused={back.onRefused}
      />
      <StartOver onStartOver={onStartOver}>
        {!(first && open) && (
          <Button look="link" onClick={back.onBack}>
            {say.back}
          </Button>
        )}
      </StartOver>
    </>
  );
}

interface ResyncProps extends Pick<Props, 'onResynced' | 'onRefused' | 'onBack'> {
  labelledBy: string;
  devices: OfferedDevice[];
  first: OfferedDevice;
  focus: boolean;
}

function Resync({ labelledBy, devices, first, focus, onResynced, onRefused, onBack }: ResyncProps) {
  const [device, setDevice] = useState(first);
  async function resync(values: Record<string, string>) {
    const { AuthenticationCode1: code1, AuthenticationCode2: code2 } = pairOf(values);
    try {
      const step = await post<Step>('/api/sign-in/resync', {
        serialNumber: device.serialNumber,
        code1,
        code2,
      });
      await onResynced(step, device);
    } catch (error) {
      onRefused(error);
      throw error;
    }
  }
  return (
    <Form
      submit={say.resyncDevice}
      labelledBy={labelledBy}
      blame="AuthenticationCode1"
      action={resync}
      beside={<Button onClick={onBack}>{say.back}</Button>}
    >
      {devices.length > 1 ? (
        <DeviceRadios
          legend={say.resyncWhich}
          devices={devices}
          chosen={device.serialNumber}
          onChoose={setDevice}
        />
      ) : (
        <p class="device-line">
          <DeviceIcon kind={device.kind} />
          <strong>{device.name}</strong>
        </p>
      )}
      <p>{fill(say.nextTwoCodes, { device: device.name })}</p>
      {/* Another device, other codes. */}
      <CodePair key={device.serialNumber} kind={device.kind} important={say.lateResync} focus={focus} />
    </Form>
  );
}
