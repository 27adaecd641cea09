import { useEffect, useRef } from 'preact/hooks';
import { Heading } from '../components/heading.tsx';
import { WhyNot } from '../components/why-not.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { RecoveryState } from '../recovery-types.ts';
import type { LiveRecovery } from './live.ts';
import { MailStep } from './mail-step.tsx';
import { PhoneStep } from './phone-step.tsx';
import { Progress } from './progress.tsx';
import { SignInStep } from './sign-in-step.tsx';
import { SignInAgain } from './start-over.tsx';
import { WaitStep } from './wait-step.tsx';

interface Props {
  state: RecoveryState;
  update: LiveRecovery['update'];
}

export function Steps({ state, update }: Props) {
  return (
    <>
      <Heading quiet>{say.alternativeTitle}</Heading>
      {state.offered || state.state ? (
        <Step state={state} update={update} />
      ) : (
        <>
          <WhyNot of={state} />
          <div class="buttons">
            <SignInAgain />
          </div>
        </>
      )}
    </>
  );
}

function Step({ state, update }: Props) {
  const step = state.state === null || state.state === 'mail' ? 1 : state.state === 'phone' ? 2 : 3;
  return (
    <>
      <Progress step={step} />
      <StepHeading step={step} />
      {step === 1 && <MailStep state={state} update={update} />}
      {step === 2 && <PhoneStep state={state} update={update} />}
      {state.state === 'verified' && <SignInStep update={update} />}
      {state.state === 'waiting' && <WaitStep state={state} update={update} />}
    </>
  );
}

const names = { 1: say.stepEmail, 2: say.stepPhone, 3: say.stepSignIn };

/** A step that begins by itself, because something happened elsewhere, is announced by taking the focus. */
function StepHeading({ step }: { step: 1 | 2 | 3 }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useRef(false);
  useEffect(() => {
    if (arrived.current) heading.current?.focus();
    arrived.current = true;
  }, [step]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {fill(say.stepHeading, { step, name: names[step] })}
    </h2>
  );
}
