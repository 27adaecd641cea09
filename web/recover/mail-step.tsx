import { post } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Digits } from '../components/digits.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { TaskButton } from '../components/task-button.tsx';
import { fill } from '../fill.ts';
import { lostDevice } from '../lost-device.ts';
import * as say from '../messages.ts';
import type { RecoveryState, SentMail } from '../recovery-types.ts';
import { spoken, useCountdown } from './countdown.ts';
import { useKeptPlace } from './keep-place.ts';
import type { LiveRecovery } from './live.ts';
import { StartOver } from './start-over.tsx';

interface Props {
  state: RecoveryState;
  update: LiveRecovery['update'];
}

const deliveries: Record<SentMail['delivery'], string> = {
  queued: say.mailQueued,
  sent: say.mailOut,
  delayed: say.mailDelayed,
  refused: say.mailRefused,
};

export function MailStep({ state: { mail, mailTo, supportContact }, update }: Props) {
  const wait = useCountdown(mail?.resendAt);
  const notice = useKeptPlace<HTMLDivElement>([mail?.sentAt]);
  const email = mailTo ?? '';
  const send = () =>
    update(() => post<RecoveryState>('/api/recovery/mail', { lostSerialNumber: lostDevice() }));
  if (!mail) {
    return (
      <>
        <p>{fill(say.mailIntro, { email })}</p>
        <Form submit={say.sendMail} action={send} />
        <StartOver contact={supportContact} />
      </>
    );
  }
  const until = new Date(mail.linkExpiresAt).toLocaleTimeString(document.documentElement.lang, {
    timeStyle: 'short',
  });
  return (
    <>
      <Notice tone={mail.delivery === 'refused' ? 'wrong' : 'done'} box={notice}>
        {mail.delivery !== 'refused' && fill(say.mailSent, { email })} {deliveries[mail.delivery]}
      </Notice>
      <p>
        {fill(say.mailOpenLink, { until })} {say.mailSpam}
      </p>
      <div class="match">
        <p id="match-intro">{say.matchIntro}</p>
        <Digits label={say.matchNumber} digits={mail.matchNumber} />
      </div>
      {wait > 0 ? (
        <div class="buttons">
          <Button disabled>{fill(say.resendIn, { time: spoken(wait) })}</Button>
        </div>
      ) : (
        <TaskButton run={send}>{say.resendMail}</TaskButton>
      )}
      <p class="hint">{say.resendHint}</p>
      <StartOver contact={supportContact} />
    </>
  );
}
