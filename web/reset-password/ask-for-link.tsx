import { useEffect, useId, useState } from 'preact/hooks';
import { get, post } from '../api.ts';
import type { SignInState } from '../api-types.ts';
import { Choices } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { Loading } from '../components/loading.tsx';
import * as say from '../messages.ts';
import type { Who } from '../sign-in/remembered.ts';
import { whoForgot } from '../who-forgot.ts';

const kinds = [
  { value: 'owner', label: say.rootUser, hint: say.rootUserHint },
  { value: 'user', label: say.user, hint: say.userHint },
] as const;

/** The answer is the same whoever is named: nobody learns here who exists. */
export function AskForLink() {
  const [who] = useState(whoForgot);
  const [kind, setKind] = useState<Who['as']>(who?.as ?? 'owner');
  const [severalAccounts, setSeveralAccounts] = useState<boolean>();
  const [sent, setSent] = useState(false);
  const heading = useId();
  useEffect(() => {
    get<SignInState>('/api/sign-in').then(
      state => setSeveralAccounts(state.severalAccounts),
      // Better one field too many than one too few.
      () => setSeveralAccounts(true),
    );
  }, []);

  async function ask({ email = '', userName = '', account = '' }: Record<string, string>) {
    await post(
      '/api/password-reset',
      kind === 'owner'
        ? { as: 'owner', email: email.trim() }
        : {
            as: 'user',
            userName: userName.trim(),
            ...(account.trim() && { account: account.trim() }),
          },
    );
    setSent(true);
  }

  if (sent) {
    return (
      <>
        <Heading>{say.resetSentTitle}</Heading>
        <p>{say.resetSent}</p>
        <p class="hint">{say.resetNoMail}</p>
        <p>
          <a href="/sign-in">{say.toSignIn}</a>
        </p>
      </>
    );
  }
  if (severalAccounts === undefined) return <Loading />;
  return (
    <>
      <Heading id={heading} quiet>
        {say.resetTitle}
      </Heading>
      <p>{say.resetIntro}</p>
      <Form submit={say.resetSend} labelledBy={heading} action={ask}>
        <Choices name="as" legend={say.whoIsIt} options={kinds} chosen={kind} onChoose={setKind} sideBySide />
        {kind === 'owner' ? (
          <Field
            name="email"
            label={say.rootEmail}
            type="email"
            autocomplete="username"
            value={who?.as === 'owner' ? who.email : ''}
            wrong={say.emailNeeded}
          />
        ) : (
          <>
            {severalAccounts && (
              <Field
                name="account"
                label={say.accountIdOrAlias}
                autocomplete="organization"
                value={who?.as === 'user' ? (who.account ?? '') : ''}
                wrong={say.accountNeeded}
                hint={say.accountHint}
              />
            )}
            <Field
              name="userName"
              label={say.userName}
              autocomplete="username"
              value={who?.as === 'user' ? who.userName : ''}
              wrong={say.userNameNeeded}
            />
          </>
        )}
      </Form>
      <nav class="elsewhere" aria-label={say.otherWays}>
        <a href="/sign-in">{say.toSignIn}</a>
      </nav>
    </>
  );
}
