import type { Session } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { OwnDevices } from './devices-section.tsx';
import { ProveNow } from './prove-now.tsx';

interface Props {
  session: Session;
  known: OwnDevices | undefined;
  limit: number | undefined;
  onAssign: () => void;
}

const guides = {
  virtual: say.recoveredVirtual,
  fido: say.recoveredFido,
  hardware: say.recoveredHardware,
};

/** What to do after coming in without the device; it differs by what was lost (rows S1-50 to S1-60, S1-66). */
export function RecoveredGuide({ session, known, limit, onAssign }: Props) {
  const { recovered, reachesApplications, signedInAt } = session;
  if (!recovered) return null;
  const { lostKind, lostSerialNumber, supportContact } = recovered;
  const devices = known?.devices ?? [];
  const all = [...devices, ...(known?.unassigned ?? [])];
  const lost = devices.find(({ SerialNumber }) => SerialNumber === lostSerialNumber);
  const replaced = devices.some(({ EnableDate }) => EnableDate >= signedInAt);
  const gone =
    known !== undefined &&
    (lostSerialNumber
      ? !all.some(({ SerialNumber }) => SerialNumber === lostSerialNumber)
      : all.length === 0);
  const full = limit !== undefined && devices.length >= limit;
  return (
    <Notice tone="warning" title={say.recoveredTitle}>
      <p>
        {replaced ? say.proveNewDevice : reachesApplications ? say.recoveredReachAll : say.recoveredReach}
      </p>
      {replaced && <ProveNow />}
      <ul class="list">
        {!replaced && (
          <>
            <li>
              {lost && <strong>{fill(say.recoveredLost, { device: lost.DeviceName })}</strong>}
              {gone ? say.recoveredGone : lostKind ? guides[lostKind] : say.recoveredAny}{' '}
              <a href="#devices">{say.toDevices}</a>
            </li>
            <li>{say.recoveredOtherType}</li>
          </>
        )}
        <li>
          {say.recoveredStolen} <a href="#your-password">{say.toPassword}</a>
        </li>
        {supportContact && <li>{fill(say.supportContact, { contact: supportContact })}</li>}
      </ul>
      {reachesApplications && !replaced && <p>{say.recoveredClosed}</p>}
      {known && !replaced && !full && (
        <div class="buttons">
          <Button look="primary" onClick={onAssign}>
            {say.assignNewDevice}
          </Button>
        </div>
      )}
    </Notice>
  );
}
