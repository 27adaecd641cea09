import { post } from '../api.ts';
import { Button } from '../components/button.tsx';
import { CallCode } from '../components/call-code.tsx';
import { CallState, isOver } from '../components/call-state.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { TaskButton } from '../components/task-button.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { ChallengeMode, RecoveryState } from '../recovery-types.ts';
import { spoken, useCountdown } from './countdown.ts';
import { useKeptPlace } from './keep-place.ts';
import type { LiveRecovery } from './live.ts';
import { SignInAgain, StartOver } from './start-over.tsx';

interface Props {
  state: RecoveryState;
  update: LiveRecovery['update'];
}

const intros: Record<ChallengeMode, string> = {
  keypad: say.callIntro,
  spoken: say.spokenIntro,
  sms: say.smsIntro,
};

/** A phone that has not rung by then does not ring any more. */
const NO_CALL_AFTER = 60_000;

export function PhoneStep({ state, update }: Props) {
  const { call, phone, mode, supportContact } = state;
  const wait = useCountdown(state.callAt);
  const left = useCountdown(call?.expiresAt);
  const rings = useCountdown(call && new Date(Date.parse(call.startedAt) + NO_CALL_AFTER).toISOString());
  const sms = mode === 'sms';
  const way = mode ?? 'keypad';
  const over = call === null || isOver(call.state) || left === 0;
  const nothingCame = call !== null && (over || rings === 0);
  const line = useKeptPlace<HTMLDivElement>([call?.startedAt, over]);
  const begin = () => update(() => post<RecoveryState>('/api/recovery/call'));
  const notYet = call ? (sms ? say.textIn : say.callIn) : sms ? say.textFirstIn : say.callFirstIn;
  const again = call ? (sms ? say.textAgain : say.callAgain) : sms ? say.textMe : say.callMe;
  return (
    <>
      {!call && <Notice tone="done">{say.mailVerified}</Notice>}
      {call && (
        <div class="part" ref={line} tabIndex={-1}>
          <CallState mode={way} state={call.state} digits={call.digits} expired={left === 0} />
        </div>
      )}
      {over && <p>{fill(intros[way], { phone: phone ?? '' })}</p>}
      {call && !over && way !== 'keypad' && (
        <CallCode
          mode={way}
          send={code => update(() => post<RecoveryState>('/api/recovery/code', { code }))}
        />
      )}
      {over && wait === 0 && <Form submit={again} action={begin} />}
      {wait > 0 && (over || sms) && (
        <div class="buttons">
          <Button disabled>{fill(notYet, { time: spoken(wait) })}</Button>
        </div>
      )}
      {!over && sms && wait === 0 && (
        <TaskButton look="quiet" run={begin}>
          {again}
        </TaskButton>
      )}
      {nothingCame ? (
        <section class="part apart" aria-labelledby="no-call">
          <h2 id="no-call">{sms ? say.noText : say.noCall}</h2>
          <p>{say.noCallHelp}</p>
          <div class="buttons">
            <SignInAgain />
          </div>
          <LostHelp />
          {supportContact && <p>{fill(say.supportContact, { contact: supportContact })}</p>}
        </section>
      ) : (
        <StartOver contact={supportContact}>
          <LostHelp />
        </StartOver>
      )}
    </>
  );
}

function LostHelp() {
  return (
    <p>
      <a href="/help#lost" target="_blank" rel="noreferrer">
        {say.lostHelpLink}
      </a>
    </p>
  );
}
