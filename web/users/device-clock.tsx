import { DriftChart } from '../components/drift-chart.tsx';
import { driftInWords, rateInWords } from '../components/drift-words.ts';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { Notice } from '../components/notice.tsx';
import { Content } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';

interface Props {
  serialNumber: string;
  userName: string;
  name: string;
}

/** What is known of a TOTP device's clock: where it is, where it goes, and how it went. */
export function DeviceClock({ serialNumber, userName, name }: Props) {
  const loaded = useLoaded(() => act('GetMFADevice', { UserName: userName, SerialNumber: serialNumber }));
  return (
    <section class="stack" aria-label={fill(say.clockDetailsOf, { name })}>
      <Content of={loaded}>
        {({ Clock: clock, History: history = [] }) =>
          clock && (
            <>
              {clock.Resynced !== undefined && (
                <Notice tone="info">
                  {fill(say.userResyncWaits, { drift: driftInWords(clock.Resynced, clock.Period) })}
                </Notice>
              )}
              <Facts>
                <Fact name={say.drift}>{driftInWords(clock.Drift, clock.Period)}</Fact>
                <Fact name={say.clockRate}>
                  {clock.StepsPerDay === undefined
                    ? say.notKnownYet
                    : rateInWords(clock.StepsPerDay, clock.Period)}
                </Fact>
                <Fact name={say.leavesWindow}>
                  {clock.LeavesWindow ? <Moment at={clock.LeavesWindow} /> : say.notKnownYet}
                </Fact>
                <Fact name={say.period}>{fill(say.seconds, { count: clock.Period })}</Fact>
                {clock.ResyncAdvised && (
                  <div>
                    <dt class="unseen">{say.resync}</dt>
                    <dd>
                      <span class="badge warning">{say.resyncAdvised}</span>
                    </dd>
                  </div>
                )}
              </Facts>
              {clock.LeavesWindow && <p class="hint">{say.leavesWindowHint}</p>}
              <DriftChart history={history} periodSeconds={clock.Period} />
            </>
          )
        }
      </Content>
    </section>
  );
}
