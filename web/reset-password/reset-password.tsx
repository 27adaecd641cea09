import { useState } from 'preact/hooks';
import { Door } from '../components/door.tsx';
import * as say from '../messages.ts';
import { takeToken } from '../one-time-token.ts';
import { AskForLink } from './ask-for-link.tsx';
import { NewPassword } from './new-password.tsx';

/** Without a token the page asks whose password it is; with the one of the mail, for the new password. */
export function ResetPassword() {
  const [token, setToken] = useState(takeToken);
  return (
    <Door foot={<a href="/help">{say.help}</a>}>
      {token ? <NewPassword token={token} onAgain={() => setToken('')} /> : <AskForLink />}
    </Door>
  );
}
