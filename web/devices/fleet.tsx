import { useState } from 'preact/hooks';
import type { FleetDevice, Session } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Day } from '../components/day.tsx';
import { Dialog } from '../components/dialog.tsx';
import { driftInWords, rateInWords } from '../components/drift-words.ts';
import { Content, Section } from '../components/section.tsx';
import { ShowMore } from '../components/show-more.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { usePaged } from '../session/paged.ts';
import { addressOf } from '../users/address.ts';
import { DeviceChange } from '../users/device-change.tsx';

const load = (Marker: string | undefined) =>
  act('ListMFADeviceClocks', Marker === undefined ? {} : { Marker });

/** The clocks of all users' devices: whoever is about to be locked out by a slow quartz stands first. */
export function Fleet({ caller }: { caller: Session['person'] }) {
  const pages = usePaged(load);
  const [resetting, setResetting] = useState<FleetDevice>();
  const close = () => setResetting(undefined);
  return (
    <Section title={say.fleetClocks} intro={`${say.fleetIntro} ${say.leavesWindowHint}`}>
      <Content of={pages}>
        {loaded => {
          const devices = loaded.flatMap(page => page.MFADevices);
          if (devices.length === 0) return <p class="empty">{say.noFleet}</p>;
          return (
            <>
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{say.device}</th>
                    <th scope="col">{say.user}</th>
                    <th scope="col">{say.drift}</th>
                    <th scope="col">{say.leavesOn}</th>
                    <th scope="col">{say.lastUsed}</th>
                    <th scope="col">
                      <span class="unseen">{say.actions}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {devices.map(device => (
                    <ClockRow
                      key={device.SerialNumber}
                      device={device}
                      own={device.UserName === caller.userName}
                      onReset={() => setResetting(device)}
                    />
                  ))}
                </tbody>
              </table>
              <ShowMore more={pages.more} />
            </>
          );
        }}
      </Content>
      {resetting && (
        <Dialog title={fill(say.resetDriftTitle, { device: resetting.DeviceName })} onClose={close}>
          <DeviceChange
            change="reset"
            device={resetting}
            userName={resetting.UserName ?? ''}
            onDone={pages.reload}
            onClose={close}
            cancel={
              <Button look="quiet" onClick={close}>
                {say.cancel}
              </Button>
            }
          />
        </Dialog>
      )}
    </Section>
  );
}

interface RowProps {
  device: FleetDevice;
  /** One's own drift somebody else resets. */
  own: boolean;
  onReset: () => void;
}

function ClockRow({ device, own, onReset }: RowProps) {
  const { UserName = '', DeviceName, Drift, Period, StepsPerDay } = device;
  return (
    <tr>
      <th scope="row">
        <div class="named">
          {DeviceName}
          {device.ResyncAdvised && <span class="badge warning">{say.resyncAdvised}</span>}
          {device.Status === 'Locked' && <span class="badge warning">{say.locked}</span>}
        </div>
        {DeviceName !== device.SerialNumber && <small class="mono">{device.SerialNumber}</small>}
      </th>
      <td data-column={say.user}>
        <a href={addressOf(UserName)}>{UserName}</a>
      </td>
      <td data-column={say.drift}>
        {driftInWords(Drift, Period)}
        {StepsPerDay !== undefined && <small>{rateInWords(StepsPerDay, Period)}</small>}
      </td>
      <td data-column={say.leavesOn}>
        {device.LeavesWindow ? <Day at={device.LeavesWindow} /> : say.notKnownYet}
      </td>
      <td data-column={say.lastUsed}>
        <Day at={device.LastUsed} />
      </td>
      <td class="last">
        {!own && Drift !== 0 && (
          <Button
            look="quiet"
            label={fill(say.taskOn, { task: say.resetDriftSubmit, name: DeviceName })}
            onClick={onReset}
          >
            {say.resetDriftSubmit}
          </Button>
        )}
      </td>
    </tr>
  );
}
