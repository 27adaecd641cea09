import { useEffect, useRef } from 'preact/hooks';
import type { PhoneVerification } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { CallCode } from '../components/call-code.tsx';
import { CallState, isOver } from '../components/call-state.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { PHONE } from '../components/patterns.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { useCountdown } from '../recover/countdown.ts';
import type { ChallengeMode } from '../recovery-types.ts';
import { act } from './act.ts';

interface Props {
  title: string;
  /** The number that is stored, where that one is verified; otherwise a new one is asked for. */
  stored: string | undefined;
  /** The one that is verified now, where another takes its place. */
  present?: string | undefined;
  mode: ChallengeMode;
  /** What a change brings along. */
  warning: string;
  begin: (phoneNumber: string | undefined) => Promise<PhoneVerification>;
  /** The call under way. The page keeps it: a dialog that is closed and opened again still shows the digits. */
  call: PhoneVerification | undefined;
  onCall: (call: PhoneVerification) => void;
  onVerified: (phone: string) => Promise<void>;
  onClose: () => void;
}

const LOOK_AGAIN = 1_000;

const intros: Record<ChallengeMode, string> = {
  keypad: say.callIntro,
  spoken: say.spokenIntro,
  sms: say.smsIntro,
};

/** A number counts when somebody has answered it and knew the digits of this page. */
export function PhoneDialog(props: Props) {
  const { title, stored, present, mode, warning, begin, call, onCall, onVerified, onClose } = props;
  const left = useCountdown(call?.ExpiresAt);
  const verified = useRef(onVerified);
  verified.current = onVerified;
  const id = call?.VerificationId;
  const over = call !== undefined && (isOver(call.State) || left === 0);

  useEffect(() => {
    if (!id || over) return;
    const looking = setInterval(() => {
      // The next look may succeed where this one did not.
      act('GetPhoneVerification', { VerificationId: id }).then(onCall, () => {});
    }, LOOK_AGAIN);
    return () => clearInterval(looking);
  }, [id, over]);
  useEffect(() => {
    if (call?.State === 'verified') void verified.current(call.PhoneNumber);
  }, [call?.State]);

  const done = call?.State === 'verified';
  const close = (
    <Button look={done ? 'primary' : 'quiet'} onClick={onClose}>
      {done ? say.done : say.cancel}
    </Button>
  );
  return (
    <Dialog title={title} step={call ? 'call' : 'number'} onClose={onClose}>
      {call && <CallState mode={call.Mode} state={call.State} digits={call.Digits} expired={left === 0} />}
      {call && !over && call.Mode !== 'keypad' && (
        <CallCode
          mode={call.Mode}
          send={async Code =>
            onCall(await act('FinishPhoneVerification', { VerificationId: call.VerificationId, Code }))
          }
          beside={close}
        />
      )}
      {call && (done || (!over && call.Mode === 'keypad')) && <div class="buttons">{close}</div>}
      {(!call || (over && !done)) && (
        <Form
          submit={startLabel(mode, call !== undefined)}
          blame="PhoneNumber"
          beside={close}
          action={async ({ PhoneNumber }) => {
            // People write numbers with spaces, brackets and dashes; the standard does not.
            onCall(await begin(PhoneNumber?.replace(/[\s().\-/]/g, '')));
          }}
        >
          {stored ? (
            <p>{fill(intros[mode], { phone: stored })}</p>
          ) : (
            <>
              {present && !call && <p>{fill(say.presentPhone, { phone: present })}</p>}
              <Field
                name="PhoneNumber"
                label={say.phone}
                hint={say.phoneFormHint}
                wrong={say.phoneNeeded}
                type="tel"
                inputMode="tel"
                pattern={PHONE}
                autocomplete="tel"
                focus={!call}
              />
            </>
          )}
          {warning && !call && <Notice tone="info">{warning}</Notice>}
        </Form>
      )}
    </Dialog>
  );
}

function startLabel(mode: ChallengeMode, again: boolean): string {
  if (mode === 'sms') return again ? say.textAgain : say.textMe;
  return again ? say.callAgain : say.callMe;
}
