import { useEffect, useState } from 'preact/hooks';
import { Door } from '../components/door.tsx';
import { Loading } from '../components/loading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { forgetToken, takeToken } from '../one-time-token.ts';
import { Ended } from './ended.tsx';
import { LinkStep } from './link-step.tsx';
import { useRecovery } from './live.ts';
import { Steps } from './steps.tsx';

const KEY = 'sallyport-recover';

/** With the token of a mail the page asks about the link; without it, it is the page where somebody signs in. */
export function Recover() {
  const [token, setToken] = useState(() => takeToken(KEY));
  useEffect(() => {
    // A link that is pasted into the address of this very page loads nothing.
    const onHash = () => setToken(takeToken(KEY));
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return (
    <Door foot={<a href="/help#lost">{say.help}</a>}>
      {token ? (
        <LinkStep
          token={token}
          onSpent={() => forgetToken(KEY)}
          onHere={() => {
            forgetToken(KEY);
            setToken('');
          }}
        />
      ) : (
        <SigningIn />
      )}
    </Door>
  );
}

function SigningIn() {
  const { state, ended, problem, update } = useRecovery();
  if (ended) return <Ended begun={state !== undefined} />;
  if (state) return <Steps state={state} update={update} />;
  return problem ? <Notice tone="wrong">{problem}</Notice> : <Loading />;
}
