import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { sentenceOf } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages-phone.ts';
import { type Doing, doOn, type PhoneCall, rings } from './call.ts';
import { Keypad } from './keypad.tsx';

interface Props {
  /** The call that rings or is under way. */
  call: PhoneCall | undefined;
  reload: () => Promise<void>;
}

export function Handset({ call, reload }: Props) {
  const [problem, setProblem] = useState('');
  const [keyed, setKeyed] = useState({ on: '', digits: '' });

  async function act(what: Doing, body?: object) {
    if (!call) return;
    setProblem('');
    await doOn(call, what, body).catch(error => setProblem(sentenceOf(error)));
    await reload();
  }
  /** As a carrier does it: the digits go when all of them are in. */
  function press(key: string) {
    if (!call) return;
    const digits = (keyed.on === call.id ? keyed.digits : '') + key;
    setKeyed({ on: call.id, digits: digits.length < LENGTH ? digits : '' });
    if (digits.length === LENGTH) void act('digits', { digits });
  }

  return (
    <section class={`handset ${call ? (rings(call) ? 'rings' : call.state) : ''}`} aria-label={say.handset}>
      <div class="screen">
        {!call && (
          <>
            <p>{say.idle}</p>
            <p class="hint">{say.idleHint}</p>
          </>
        )}
        {call && (
          <>
            <output>
              <strong>{rings(call) ? say.incoming : say.onCall}</strong>
              <small>
                {say.caller} {fill(say.callTo, { number: call.number })}
              </small>
            </output>
            {!rings(call) && (
              <div class="voice" aria-live="polite">
                <small>{say.voice}</small>
                {call.said.length === 0 && <p class="hint">{say.silence}</p>}
                {call.said.map((line, place) => (
                  <p key={place}>{line}</p>
                ))}
              </div>
            )}
            {!rings(call) && (
              <p class="keyed">
                <span class="unseen">{say.keyed}: </span>
                {keyed.on === call.id ? keyed.digits : ''}
              </p>
            )}
          </>
        )}
        {problem && <Notice tone="wrong">{problem}</Notice>}
      </div>
      <Keypad disabled={!call || rings(call)} onKey={press} />
      <div class="calls">
        {call && rings(call) && (
          <>
            <Button look="primary" onClick={() => act('answer')}>
              {say.answer}
            </Button>
            <Button look="danger" onClick={() => act('decline')}>
              {say.decline}
            </Button>
            <Button look="quiet" onClick={() => act('voicemail')}>
              {say.voicemail}
            </Button>
          </>
        )}
        {call && !rings(call) && (
          <Button look="danger" onClick={() => act('hang-up')}>
            {say.hangUp}
          </Button>
        )}
      </div>
    </section>
  );
}

const LENGTH = 6;
