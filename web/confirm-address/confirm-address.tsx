import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { Door } from '../components/door.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { isUseless } from '../components/link-problem.ts';
import { UselessLink } from '../components/useless-link.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { forgetToken, takeToken } from '../one-time-token.ts';

export function ConfirmAddress() {
  const [token] = useState(takeToken);
  const [useless, setUseless] = useState(!token);
  const [address, setAddress] = useState('');

  async function confirm() {
    try {
      setAddress((await post<{ address: string }>('/api/address/confirm', { token })).address);
    } catch (error) {
      if (!isUseless(error)) throw error;
      setUseless(true);
    }
    forgetToken();
  }

  return (
    <Door foot={<a href="/help">{say.help}</a>}>
      {useless && <UselessLink why={say.confirmUseless} />}
      {!useless && !address && (
        <>
          <Heading quiet>{say.confirmTitle}</Heading>
          <p>{say.confirmIntro}</p>
          <Form submit={say.confirmGo} action={confirm} />
        </>
      )}
      {address && (
        <>
          <Heading>{say.confirmDoneTitle}</Heading>
          <p>{fill(say.confirmDone, { address })}</p>
          <div class="buttons">
            <a class="button primary" href="/credentials">
              {say.mySecurityCredentials}
            </a>
          </div>
        </>
      )}
    </Door>
  );
}
