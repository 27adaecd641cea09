import type { ComponentChildren } from 'preact';
import { post } from '../api.ts';
import { Button } from '../components/button.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { leaveFor } from '../page.tsx';

const toSignIn = () => leaveFor(`/sign-in${location.search}`);

/** Ends what has begun and begins anew: nothing of it is used again (row S1-45). */
const startOver = () => post('/api/sign-in/cancel').then(toSignIn, toSignIn);

export function SignInAgain() {
  return <Button onClick={startOver}>{say.signInAgain}</Button>;
}

interface Props {
  contact: string | null;
  children?: ComponentChildren;
}

/** The way out that stands under every step. */
export function StartOver({ contact, children }: Props) {
  return (
    <nav class="elsewhere" aria-label={say.otherWays}>
      {children}
      {contact && <p>{fill(say.supportContact, { contact })}</p>}
      <Button look="link" onClick={startOver}>
        {say.startOver}
      </Button>
    </nav>
  );
}
