import { useEffect, useId, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { Button } from '../components/button.tsx';
import { sentenceOf } from '../components/form.tsx';
import { Loading } from '../components/loading.tsx';
import { WhyNot } from '../components/why-not.tsx';
import { fill } from '../fill.ts';
import { noteLost } from '../lost-device.ts';
import * as say from '../messages.ts';
import { leaveFor } from '../page.tsx';
import type { RecoveryState } from '../recovery-types.ts';

interface Props {
  /** The device that does not work, where it is known. */
  lost: string | undefined;
  /** There are more devices than that one. */
  several: boolean;
  onRefused: (error: unknown) => void;
}

/** The way in for whoever lost the device; or why it is not open, and who helps instead. */
export function Alternative({ lost, several, onRefused }: Props) {
  const section = useId();
  const [state, setState] = useState<RecoveryState>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    get<RecoveryState>('/api/recovery').then(setState, error => {
      setProblem(sentenceOf(error));
      onRefused(error);
    });
  }, []);
  return (
    <section class="part apart" aria-labelledby={section}>
      <h2 id={section}>{say.alternativeTitle}</h2>
      {!state && (problem || <Loading />)}
      {state?.offered && (
        <>
          <p>{fill(say.alternativeNeeds, { email: state.mailTo ?? '', phone: state.phone ?? '' })}</p>
          <div class="buttons">
            <Button
              onClick={() => {
                noteLost(lost);
                void leaveFor(`/recover${location.search}`);
              }}
            >
              {say.alternativeStart}
            </Button>
          </div>
        </>
      )}
      {state && !state.offered && <WhyNot of={state} />}
      {several && <p>{say.lostButAnother}</p>}
    </section>
  );
}
