import { useEffect, useRef, useState } from 'preact/hooks';
import { get, Problem } from '../api.ts';
import { sentenceOf } from '../components/form.tsx';
import type { RecoveryState } from '../recovery-types.ts';

const LOOK_AGAIN = 2_000;
/** A proxy that holds events back looks like a gateway that says nothing. */
const PATIENCE = 4_000;

/** Remembered over a reload: afterwards the gateway only says that there is no such sign-in. */
const BEGUN = 'recovery-begun';

export interface LiveRecovery {
  state: RecoveryState | undefined;
  /** The sign-in behind it is over. */
  ended: boolean;
  /** It was seen in this tab before it ended. */
  begun: boolean;
  problem: string;
  /** What an answer of the gateway said; a refusal that ends the sign-in ends the page. */
  update: (run: () => Promise<RecoveryState>) => Promise<void>;
}

/** The state of the way back, as it changes: by events, or by asking where events do not come through. */
export function useRecovery(): LiveRecovery {
  const [state, setState] = useState<RecoveryState>();
  const [ended, setEnded] = useState(false);
  const [problem, setProblem] = useState('');

  function onRefused(error: unknown) {
    if (error instanceof Problem && error.code === 'FLOW_ENDED') setEnded(true);
    else setProblem(sentenceOf(error));
  }
  const look = () => get<RecoveryState>('/api/recovery').then(setState, onRefused);

  useEffect(() => {
    void look();
    // Whoever comes back to this tab may have gone on in another one.
    const onVisible = () => document.visibilityState === 'visible' && void look();
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, []);
  useEvents(!ended && (state?.state === 'mail' || state?.state === 'phone'), setState, look);

  if (state) sessionStorage.setItem(BEGUN, '1');

  async function update(run: () => Promise<RecoveryState>) {
    try {
      setState(await run());
    } catch (error) {
      if (error instanceof Problem && error.code === 'FLOW_ENDED') setEnded(true);
      throw error;
    }
  }
  return { state, ended, begun: sessionStorage.getItem(BEGUN) !== null, problem, update };
}

function useEvents(wanted: boolean, onState: (state: RecoveryState) => void, look: () => Promise<void>) {
  const latest = useRef({ onState, look });
  latest.current = { onState, look };
  useEffect(() => {
    if (!wanted) return;
    let asking: ReturnType<typeof setInterval> | undefined;
    const ask = () => {
      asking ??= setInterval(() => void latest.current.look(), LOOK_AGAIN);
    };
    const silent = setTimeout(ask, PATIENCE);
    const source = new EventSource('/api/recovery/events');
    source.addEventListener('state', ({ data }) => {
      clearTimeout(silent);
      clearInterval(asking);
      asking = undefined;
      latest.current.onState(JSON.parse(data));
    });
    // An event stream that ends is opened again by the browser itself; a refused one never is.
    source.addEventListener('error', ask);
    return () => {
      clearTimeout(silent);
      clearInterval(asking);
      source.close();
    };
  }, [wanted]);
}
