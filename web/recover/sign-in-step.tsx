import { get, post } from '../api.ts';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { leaveFor } from '../page.tsx';
import type { AfterFinish, RecoveryState } from '../recovery-types.ts';
import type { LiveRecovery } from './live.ts';

interface Props {
  update: LiveRecovery['update'];
}

export function SignInStep({ update }: Props) {
  return (
    <>
      <Notice tone="done">{say.bothVerified}</Notice>
      <p>{say.bothVerifiedHelp}</p>
      <FinishForm update={update} />
    </>
  );
}

export function FinishForm({ update }: Props) {
  return (
    <Form
      submit={say.signInToConsole}
      action={() =>
        update(async () => {
          const { next } = await post<AfterFinish>('/api/recovery/finish');
          if (next === 'signed-in') return leaveFor(`/credentials${location.search}`);
          return get<RecoveryState>('/api/recovery');
        })
      }
    />
  );
}
