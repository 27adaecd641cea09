import { useState } from 'preact/hooks';
import { Door } from '../components/door.tsx';
import { Loading } from '../components/loading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { forgetToken, takeToken } from '../one-time-token.ts';
import { Ended } from './ended.tsx';
import { LinkStep } from './link-step.tsx';
import { useRecovery } from './live.ts';
import { Steps } from './steps.tsx';

/** With the token of a mail the page asks about the link; without it, it is the page where somebody signs in. */
export function Recover() {
  const [token, setToken] = useState(takeToken);
  return (
    <Door foot={<a href="/help#lost">{say.help}</a>}>
      {token ? (
        <LinkStep
          token={token}
          onSpent={forgetToken}
          onHere={() => {
            forgetToken();
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
  const { state, ended, begun, problem, update } = useRecovery();
  if (ended) return <Ended begun={begun} />;
  if (state) return <Steps state={state} update={update} />;
  return problem ? <Notice tone="wrong">{problem}</Notice> : <Loading />;
}
