import { useId, useState } from 'preact/hooks';
import { post } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { isUseless } from '../components/link-problem.ts';
import { NewPasswordField } from '../components/new-password-field.tsx';
import { UselessLink } from '../components/useless-link.tsx';
import * as say from '../messages.ts';
import { forgetToken } from '../one-time-token.ts';

interface Props {
  token: string;
  onAgain: () => void;
}

export function NewPassword({ token, onAgain }: Props) {
  const [at, setAt] = useState<'ask' | 'done' | 'useless'>('ask');
  const heading = useId();

  async function save({ newPassword }: Record<string, string>) {
    try {
      await post('/api/password-reset/finish', { token, newPassword });
      setAt('done');
    } catch (error) {
      if (!isUseless(error)) throw error;
      setAt('useless');
    }
    forgetToken();
  }

  if (at === 'done') {
    return (
      <>
        <Heading>{say.resetDoneTitle}</Heading>
        <p>{say.resetDone}</p>
        <div class="buttons">
          <a class="button primary" href="/sign-in">
            {say.signIn}
          </a>
        </div>
      </>
    );
  }
  if (at === 'useless') {
    return (
      <UselessLink why={say.resetUseless}>
        <div class="buttons">
          <Button look="primary" onClick={onAgain}>
            {say.resetAgain}
          </Button>
        </div>
      </UselessLink>
    );
  }
  return (
    <>
      <Heading id={heading} quiet>
        {say.resetNewTitle}
      </Heading>
      <p>{say.resetNewIntro}</p>
      <Form submit={say.resetNewSave} labelledBy={heading} blame="newPassword" action={save}>
        <NewPasswordField name="newPassword" label={say.newPassword} focus />
      </Form>
    </>
  );
}
