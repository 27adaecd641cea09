import type { MeasuredDevice } from '../api-types.ts';
import { DriftChart } from '../components/drift-chart.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Notice } from '../components/notice.tsx';
import { Content } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { clockInWords, outlookInWords } from './clock-words.ts';

/** How the clock of a TOTP device runs, and where that leads. */
export function DeviceDetails({ id, serialNumber }: { id: string; serialNumber: string }) {
  const details = useLoaded(() => act('GetMFADevice', { SerialNumber: serialNumber }));
  return (
    <div class="aside" id={id}>
      <Content of={details}>{data => <Shown {...data} />}</Content>
    </div>
  );
}

function Shown({ Clock, History = [] }: MeasuredDevice) {
  if (!Clock) return <p>{say.keysStayInStep}</p>;
  const { Drift, Period, Digits, Resynced, ResyncAdvised } = Clock;
  return (
    <>
      {ResyncAdvised && (
        <Notice tone="warning" title={say.resyncAdvised}>
          {say.resyncAdvisedHelp}
        </Notice>
      )}
      {Resynced !== undefined && <Notice tone="info">{say.resyncWaits}</Notice>}
      <Facts>
        <Fact name={say.clock}>{clockInWords(Drift, Period)}</Fact>
        <Fact name={say.codes}>{fill(say.codesEvery, { digits: Digits, period: Period })}</Fact>
        <Fact name={say.outlook}>{outlookInWords(Clock, History, Date.now())}</Fact>
      </Facts>
      <h4>{say.driftHistory}</h4>
      <DriftChart history={History} periodSeconds={Period} />
    </>
  );
}
