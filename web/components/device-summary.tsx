import type { ComponentChildren } from 'preact';
import type { Device } from '../api-types.ts';
import * as say from '../messages.ts';
import { kindName } from './device-choice.tsx';
import { DeviceIcon } from './device-icon.tsx';
import { Fact, Facts } from './facts.tsx';
import { Moment } from './moment.tsx';

interface Props {
  device: Device;
  /** Said of a locked one. */
  lockedHint: string;
  /** What stands beside its name. */
  children?: ComponentChildren;
}

/** The upper part of a device's row, one's own or a user's. */
export function DeviceSummary({ device, lockedHint, children }: Props) {
  const locked = device.Status === 'Locked';
  return (
    <>
      <div class="row-head">
        <DeviceIcon kind={device.Kind} />
        <div>
          <h3>{device.DeviceName}</h3>
          <small>{kindName[device.Kind]}</small>
        </div>
        {locked && <span class="badge warning">{say.locked}</span>}
        {children}
      </div>
      {locked && <p class="row-note">{lockedHint}</p>}
      <Facts>
        <Fact name={say.serialNumber}>
          <span class="mono">{device.SerialNumber}</span>
        </Fact>
        <Fact name={say.added}>
          <Moment at={device.EnableDate} />
        </Fact>
        <Fact name={say.lastUsed}>
          <Moment at={device.LastUsed} />
        </Fact>
      </Facts>
    </>
  );
}
