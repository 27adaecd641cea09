import { useEffect } from 'preact/hooks';
import type { OutboxMail } from '../../src/http/outbox.ts';
import { get } from '../api.ts';
import { Fact, Facts } from '../components/facts.tsx';
import { Heading } from '../components/heading.tsx';
import { Moment } from '../components/moment.tsx';
import { Content } from '../components/section.tsx';
import * as say from '../messages-outbox.ts';
import { useLoaded } from '../session/loaded.ts';
import { Linked } from './linked.tsx';

const load = async () => (await get<{ mails: OutboxMail[] }>('/dev/outbox.json')).mails;

/** Long enough to read in peace, short enough to wait for. */
const LOOK_AGAIN = 2_000;

export function Outbox() {
  const mails = useLoaded(load);
  useEffect(() => {
    const looking = setInterval(() => void mails.reload(), LOOK_AGAIN);
    return () => clearInterval(looking);
  }, []);
  return (
    <>
      <Heading quiet>{say.outbox}</Heading>
      <p>
        {say.outboxIntro} <a href="/dev/phone">{say.toPhone}</a>
      </p>
      <Content of={mails}>
        {list =>
          list.length === 0 ? (
            <p class="empty">{say.noMails}</p>
          ) : (
            <ul class="mails">
              {list.map(mail => (
                <Mail key={mail.id} mail={mail} />
              ))}
            </ul>
          )
        }
      </Content>
    </>
  );
}

function Mail({ mail: { to, subject, text, html, createdAt, outcome } }: { mail: OutboxMail }) {
  const look = outcome === 'sent' ? '' : outcome === 'refused' || outcome === 'given-up' ? 'warning' : 'off';
  return (
    <li class="panel">
      <div class="row-head">
        <h2>{subject}</h2>
        <span class={`badge ${look}`}>{say.mailOutcomes[outcome]}</span>
      </div>
      <Facts>
        <Fact name={say.mailTo}>{to}</Fact>
        <Fact name={say.mailWritten}>
          <Moment at={createdAt} />
        </Fact>
      </Facts>
      <p class="mail-text">
        <Linked text={text.trimEnd()} />
      </p>
      {html && (
        <p>
          <a href={html}>{say.mailAsHtml}</a>
        </p>
      )}
    </li>
  );
}
