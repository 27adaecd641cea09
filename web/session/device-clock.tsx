import type { MeasuredDevice } from '../api-types.ts';
import { DriftChart } from '../components/drift-chart.tsx';
import { driftInWords, rateInWords } from '../components/drift-words.ts';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { Notice } from '../components/notice.tsx';
import { outlookInWords } from '../components/outlook-words.ts';
import { Content } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from './act.ts';
import { useLoaded } from './loaded.ts';

interface Props {
  /** Whose device it is, unless one's own. */
  userName?: string;
  serialNumber: string;
}

/** What is known of a TOTP device's clock: where it is, where it goes, and how it went. */
export function DeviceClock({ userName: UserName, serialNumber: SerialNumber }: Props) {
  const measured = useLoaded(() => act('GetMFADevice', { UserName, SerialNumber }));
  return <Content of={measured}>{device => <Measured {...device} />}</Content>;
}

function Measured({ Clock, History = [] }: MeasuredDevice) {
  if (!Clock) return <p>{say.keysStayInStep}</p>;
  const { Drift, StepsPerDay, Period, Digits, Resynced, ResyncAdvised, CodesCountFrom } = Clock;
  return (
    <>
      {ResyncAdvised && (
        <Notice tone="warning" title={say.resyncAdvised}>
          {say.resyncAdvisedHelp}
        </Notice>
      )}
      {CodesCountFrom !== undefined && (
        <Notice tone="warning" title={say.codesWait}>
          {say.codesWaitHelp} <Moment at={CodesCountFrom} />
        </Notice>
      )}
      {Resynced !== undefined && (
        <Notice tone="info">{fill(say.resyncWaits, { drift: driftInWords(Resynced, Period) })}</Notice>
      )}
      <Facts>
        <Fact name={say.drift}>{driftInWords(Drift, Period)}</Fact>
        <Fact name={say.clockRate}>
          {StepsPerDay === undefined ? say.notKnownYet : rateInWords(StepsPerDay, Period)}
        </Fact>
        <Fact name={say.outlook}>{outlookInWords(Clock, History, Date.now())}</Fact>
        <Fact name={say.codes}>{fill(say.codesEvery, { digits: Digits, period: Period })}</Fact>
      </Facts>
      <h4>{say.driftHistory}</h4>
      <DriftChart history={History} periodSeconds={Period} />
    </>
  );
}
