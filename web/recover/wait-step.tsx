import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { RecoveryState } from '../recovery-types.ts';
import { useCountdown } from './countdown.ts';
import type { LiveRecovery } from './live.ts';
import { FinishForm } from './sign-in-step.tsx';
import { StartOver } from './start-over.tsx';

const format = new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: 'full',
  timeStyle: 'short',
});

interface Props {
  state: RecoveryState;
  update: LiveRecovery['update'];
}

/** The account's waiting time, in which whoever is told can cancel. */
export function WaitStep({ state: { readyAt, supportContact }, update }: Props) {
  const left = useCountdown(readyAt);
  return (
    <>
      {left === 0 || !readyAt ? (
        <>
          <Notice tone="done">{say.bothVerified}</Notice>
          <FinishForm update={update} />
        </>
      ) : (
        <>
          <Notice tone="info" title={fill(say.waitTitle, { until: format.format(new Date(readyAt)) })}>
            {say.waitHelp}
          </Notice>
          <p class="hint">{say.waitKeep}</p>
        </>
      )}
      <StartOver contact={supportContact} />
    </>
  );
}
