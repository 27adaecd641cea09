import type { Device, Session } from '../api-types.ts';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { ProveNow } from './prove-now.tsx';

interface Props {
  session: Session;
  devices: Device[];
}

const guides = {
  virtual: say.recoveredVirtual,
  fido: say.recoveredFido,
  hardware: say.recoveredHardware,
};

/** What to do after coming in without the device; it differs by what was lost (rows S1-50 to S1-60, S1-66). */
export function RecoveredGuide({ session: { recovered, reachesApplications, signedInAt }, devices }: Props) {
  if (!recovered) return null;
  const { lostKind, lostSerialNumber, supportContact } = recovered;
  const lost = devices.find(({ SerialNumber }) => SerialNumber === lostSerialNumber);
  const replaced = devices.some(({ EnableDate }) => EnableDate >= signedInAt);
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
              {lostKind ? guides[lostKind] : say.recoveredAny} <a href="#devices">{say.toDevices}</a>
            </li>
            <li>{say.recoveredOtherType}</li>
          </>
        )}
        <li>
          {say.recoveredStolen} <a href="#your-password">{say.toPassword}</a>
        </li>
        {supportContact && <li>{fill(say.supportContact, { contact: supportContact })}</li>}
      </ul>
      <p>{say.recoveredClosed}</p>
    </Notice>
  );
}
