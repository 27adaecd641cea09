import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { Door } from '../components/door.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { isUseless } from '../components/link-problem.ts';
import { UselessLink } from '../components/useless-link.tsx';
import * as say from '../messages.ts';
import { forgetToken, takeToken } from '../one-time-token.ts';

/** Where "this was not me" in a mail leads. Nothing happens before the button, because scanners open links as well. */
export function NotMe() {
  const [token] = useState(takeToken);
  const [at, setAt] = useState<'ask' | 'done' | 'useless'>(token ? 'ask' : 'useless');

  async function stop() {
    try {
      await post('/api/recovery/not-me', { token });
      setAt('done');
    } catch (error) {
      if (!isUseless(error)) throw error;
      setAt('useless');
    }
    forgetToken();
  }

  return (
    <Door foot={<a href="/help#lost">{say.help}</a>}>
      {at === 'ask' && (
        <>
          <Heading quiet>{say.notMeTitle}</Heading>
          <p>{say.notMeIntro}</p>
          <Form submit={say.notMeGo} danger action={stop} />
        </>
      )}
      {at === 'done' && (
        <>
          <Heading>{say.notMeDoneTitle}</Heading>
          <p>{say.notMeDone}</p>
          <WhatNext />
        </>
      )}
      {at === 'useless' && (
        <UselessLink why={`${say.mailLinkUseless} ${say.notMeStill}`}>
          <WhatNext />
        </UselessLink>
      )}
    </Door>
  );
}

function WhatNext() {
  return (
    <ol class="list">
      <li>
        {say.notMeChange} <a href="/sign-in?return_to=%2Fcredentials%23your-password">{say.changePassword}</a>
        . <a href="/reset-password">{say.notMeForgot}</a>.
      </li>
      <li>{say.notMeTell}</li>
      <li>{say.notMeLook}</li>
    </ol>
  );
}
