import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import type { Session } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Form, sentenceOf } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { leaveFor } from '../page.tsx';
import { afterSignIn } from '../return-to.ts';

interface Props {
  session: Session;
  onSignedOut: () => void;
  onOther: () => void;
}

/** For whoever is signed in already: a blank form would ask for what the gateway knows. */
export function SignedInStep({ session, onSignedOut, onOther }: Props) {
  const [problem, setProblem] = useState('');
  const signOut = () =>
    post('/api/session/sign-out').then(onSignedOut, error => setProblem(sentenceOf(error)));
  return (
    <>
      <Heading quiet>{fill(say.signedInAs, { name: session.person.name })}</Heading>
      {problem && <Notice tone="wrong">{problem}</Notice>}
      <Form
        submit={say.continue_}
        action={() => leaveFor(afterSignIn(session))}
        beside={<Button onClick={signOut}>{say.signOut}</Button>}
      />
      <nav class="elsewhere" aria-label={say.otherWays}>
        <Button look="link" onClick={onOther}>
          {say.anotherAccount}
        </Button>
      </nav>
    </>
  );
}
