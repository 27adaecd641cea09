import { useEffect, useState } from 'preact/hooks';
import { get, Problem } from '../api.ts';
import type { OfferedDevice, Session, SignInState, Step } from '../api-types.ts';
import { likeliest } from '../components/device-choice.tsx';
import { Door } from '../components/door.tsx';
import { sentenceOf } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { Loading } from '../components/loading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { leaveFor } from '../page.tsx';
import { afterSignIn } from '../return-to.ts';
import { ChooseDevice, UseDevice } from './device-steps.tsx';
import { NewPasswordStep } from './new-password-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { remember, remembered, type Who } from './remembered.ts';
import { SignedInStep } from './signed-in-step.tsx';
import { addressOf, pageOf, type Stage, stageInAddress, stageInHistory, whoOf } from './stage.ts';
import { TroubleshootStep } from './troubleshoot-step.tsx';
import { WhoStep } from './who-step.tsx';

const known = (who: Who | undefined) => (who ? { who } : {});

export function SignIn() {
  const [gateway, setGateway] = useState<SignInState>();
  const [session, setSession] = useState<Session>();
  const [stage, setStage] = useState<Stage>(stageInHistory);
  const [notice, setNotice] = useState('');
  const [moved, setMoved] = useState(false);

  function goTo(next: Stage, replace = false) {
    if (replace) history.replaceState(next, '', addressOf(next));
    else history.pushState(next, '', addressOf(next));
    setMoved(true);
    setNotice('');
    setStage(next);
  }

  async function follow(step: Step, who: Who | undefined, replace = false): Promise<unknown> {
    if (step.next === 'signed-in') {
      const last = remembered();
      remember({ ...last, ...known(who) });
      return leaveFor(afterSignIn(await get<Session>('/api/session')));
    }
    if (step.next === 'new-password') return goTo({ at: 'new-password', ...known(who) }, replace);
    const { devices } = step;
    const [only] = devices;
    if (devices.length === 1 && only)
      return goTo({ at: 'device', ...known(who), devices, device: only }, replace);
    return goTo({ at: 'devices', ...known(who), devices }, replace);
  }

  /** A flow that is over cannot be mended where the person stands: back to the first page, with the reason. */
  function onRefused(error: unknown) {
    if (!(error instanceof Problem) || error.code !== 'FLOW_ENDED') return;
    goTo({ ...known(whoOf(stage)), at: 'who' });
    setNotice(say.flowEnded);
  }

  /** Nobody is signed in by a resync: the next code of the device is what counts. */
  function onResynced(step: Step, device: OfferedDevice, who: Who | undefined) {
    if (step.next !== 'mfa') return follow(step, who);
    goTo({ at: 'device', ...known(who), devices: step.devices, device }, true);
    setNotice(say.resyncedNowSignIn);
  }

  useEffect(() => {
    const onBack = () => {
      setMoved(true);
      setNotice('');
      setStage(stageInHistory());
    };
    addEventListener('popstate', onBack);
    get<SignInState>('/api/sign-in').then(
      async state => {
        const left = stageInHistory();
        const needsFlow = left.at !== 'who' && left.at !== 'password';
        if (state.step) {
          const sameStep = (left.at === 'device' || left.at === 'troubleshoot') && state.step.next === 'mfa';
          if (!sameStep) await follow(state.step, whoOf(left), true);
        } else if (needsFlow) goTo(stageInAddress(), true);
        if (!state.step) setSession(state.session ?? undefined);
        setMoved(false);
        setGateway(state);
      },
      error => setNotice(sentenceOf(error)),
    );
    return () => removeEventListener('popstate', onBack);
  }, []);

  if (!gateway) {
    return <Door>{notice ? <Notice tone="wrong">{notice}</Notice> : <Loading />}</Door>;
  }
  if (!gateway.setUp) {
    return (
      <Door>
        <Heading quiet>{say.notSetUpTitle}</Heading>
        <p>{say.notSetUp}</p>
        <p class="hint">{say.notSetUpHint}</p>
      </Door>
    );
  }
  if (session) {
    const begin = (next: Stage) => {
      setSession(undefined);
      goTo(next, true);
    };
    return (
      <Door>
        <SignedInStep
          session={session}
          onSignedOut={() => begin(stageInAddress())}
          onOther={() => begin({ at: 'who', anybody: true })}
        />
      </Door>
    );
  }
  const who = whoOf(stage);
  const startOver = () => goTo({ at: 'who', ...known(who) });
  return (
    <Door foot={<a href="/help">{say.help}</a>}>
      {stage.at === 'who' && (
        <WhoStep
          // Another page is another form: what was typed for one person is not left for the next.
          key={JSON.stringify(stage)}
          severalAccounts={gateway.severalAccounts}
          notice={notice}
          arrived={!moved}
          known={'anybody' in stage ? undefined : (stage.who ?? remembered().who)}
          as={'anybody' in stage ? stage.as : undefined}
          onAccount={account => goTo(pageOf(account))}
          onAnybody={as => goTo({ at: 'who', anybody: true, as })}
          onNext={next => {
            // So that the back button finds the name where it was typed.
            const page: Stage = { at: 'who', who: next };
            history.replaceState(page, '', addressOf(page));
            goTo({ at: 'password', who: next });
          }}
          onStep={step => follow(step, undefined)}
        />
      )}
      {stage.at === 'password' && (
        <PasswordStep
          who={stage.who}
          onStep={step => follow(step, stage.who)}
          onChange={gateway.severalAccounts ? () => goTo({ at: 'who', who: stage.who }) : undefined}
          onOther={() => goTo({ at: 'who', anybody: true })}
        />
      )}
      {stage.at === 'devices' && (
        <ChooseDevice
          who={who}
          onStartOver={startOver}
          devices={stage.devices}
          preferred={likeliest(stage.devices, remembered().device)}
          onChoose={device => goTo({ ...stage, at: 'device', device })}
          onTroubleshoot={() => goTo({ ...stage, at: 'troubleshoot' })}
        />
      )}
      {stage.at === 'device' && (
        <UseDevice
          {...stage}
          who={who}
          onStartOver={startOver}
          onStep={step => {
            remember({ ...remembered(), device: stage.device.serialNumber });
            return follow(step, who);
          }}
          onRefused={onRefused}
          onOther={() => goTo({ ...stage, at: 'devices' })}
          onTroubleshoot={resync => goTo({ ...stage, at: 'troubleshoot', resync })}
          notice={notice}
        />
      )}
      {stage.at === 'troubleshoot' && (
        <TroubleshootStep
          {...stage}
          who={who}
          preferred={remembered().device}
          onStartOver={startOver}
          onResynced={(step, device) => onResynced(step, device, who)}
          onRefused={onRefused}
          onBack={() =>
            goTo(
              stage.device ? { ...stage, at: 'device', device: stage.device } : { ...stage, at: 'devices' },
            )
          }
        />
      )}
      {stage.at === 'new-password' && (
        <NewPasswordStep
          who={who}
          onStep={step => follow(step, who)}
          onRefused={onRefused}
          onStartOver={startOver}
        />
      )}
    </Door>
  );
}
