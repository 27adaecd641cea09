import { useEffect } from 'preact/hooks';
import { get } from '../api.ts';
import { Heading } from '../components/heading.tsx';
import { Moment } from '../components/moment.tsx';
import { Content } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages-phone.ts';
import { useLoaded } from '../session/loaded.ts';
import { isUp, type PhoneCall } from './call.ts';
import { Handset } from './handset.tsx';

const load = async () => (await get<{ calls: PhoneCall[] }>('/dev/phone.json')).calls;

/** A phone that takes a second to ring feels broken. */
const LOOK_AGAIN = 700;

export function PhonePage() {
  const calls = useLoaded(load);
  useEffect(() => {
    const looking = setInterval(() => void calls.reload(), LOOK_AGAIN);
    return () => clearInterval(looking);
  }, []);
  return (
    <>
      <Heading quiet>{say.phonePage}</Heading>
      <p>
        {say.phoneIntro} <a href="/dev/outbox">{say.toOutbox}</a>
      </p>
      <Content of={calls}>{list => <Phone calls={list} reload={calls.reload} />}</Content>
    </>
  );
}

function Phone({ calls, reload }: { calls: PhoneCall[]; reload: () => Promise<void> }) {
  const voice = calls.filter(({ mode }) => mode !== 'sms');
  const texts = calls.filter(({ mode }) => mode === 'sms');
  const latest = voice[0];
  const earlier = voice.filter(call => call !== latest || !isUp(call));
  return (
    <div class="phones">
      <Handset call={latest && isUp(latest) ? latest : undefined} reload={reload} />
      <div class="stack">
        <section class="panel" aria-labelledby="messages">
          <h2 id="messages">{say.messages}</h2>
          {texts.length === 0 ? (
            <p class="hint">{say.noMessages}</p>
          ) : (
            <ul class="texts">
              {texts.map(({ id, number, said, createdAt }) => (
                <li key={id}>
                  <small>
                    <Moment at={createdAt} /> {fill(say.callTo, { number })}
                  </small>
                  <p class="text">{said.join(' ')}</p>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section class="panel" aria-labelledby="earlier">
          <h2 id="earlier">{say.earlier}</h2>
          {earlier.length === 0 ? (
            <p class="hint">{say.noEarlier}</p>
          ) : (
            <ul class="texts">
              {earlier.map(({ id, number, state, purpose, createdAt }) => (
                <li key={id}>
                  <strong>{say.outcomes[state]}</strong>
                  <small>
                    <Moment at={createdAt} /> {fill(say.callTo, { number })}
                    <br />
                    {say.purposes[purpose] ?? purpose}
                  </small>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </div>
  );
}
