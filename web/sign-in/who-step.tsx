import { useId, useState } from 'preact/hooks';
import type { Step } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { usePasskey } from './passkey.ts';
import { remembered, type Who } from './remembered.ts';

const kinds = [
  { value: 'owner', label: say.rootUser, hint: say.rootUserHint },
  { value: 'user', label: say.user, hint: say.userHint },
] as const;

interface Props {
  severalAccounts: boolean;
  /** Whose page this is, if anybody's. */
  known: Who | undefined;
  /** What the main page shows first. */
  as: Who['as'] | undefined;
  notice: string;
  arrived: boolean;
  /** Where there are several accounts, the main page leads a user to the page of one. */
  onAccount: (account: string) => void;
  onAnybody: (as: Who['as']) => void;
  onNext: (who: Who) => void;
  onStep: (step: Step) => unknown;
}

/** The first page. Somebody remembered gets a page of their own; everybody else chooses who they are. */
export function WhoStep(props: Props) {
  const { severalAccounts, known, as, notice, arrived, onAccount, onAnybody, onNext, onStep } = props;
  const own = known !== undefined;
  const [kind, setKind] = useState<Who['as']>(as ?? (known ?? remembered().who)?.as ?? 'owner');
  const [passkeyProblem, signInWithPasskey] = usePasskey(onStep);
  const heading = useId();
  const asOwner = kind === 'owner';
  const accountAsked = !asOwner && severalAccounts;
  const nameAsked = !asOwner && (own || !severalAccounts);

  async function next({ email = '', userName = '', account = '' }: Record<string, string>) {
    if (asOwner) return onNext({ as: 'owner', email: email.trim() });
    if (!nameAsked) return onAccount(account.trim());
    onNext({
      as: 'user',
      userName: userName.trim(),
      ...(severalAccounts ? { account: account.trim() } : {}),
    });
  }

  const title = own ? (asOwner ? say.rootTitle : say.userTitle) : say.signInTitle;
  return (
    <>
      <Heading id={heading} quiet={arrived}>
        {title}
      </Heading>
      {notice && <Notice tone="info">{notice}</Notice>}
      {passkeyProblem && <Notice tone="wrong">{passkeyProblem}</Notice>}
      <Form submit={say.next} labelledBy={heading} action={next}>
        {!own && (
          <Choices
            name="as"
            legend={say.whoAreYou}
            options={kinds}
            chosen={kind}
            onChoose={setKind}
            sideBySide
          />
        )}
        {asOwner && (
          <Field
            name="email"
            label={say.rootEmail}
            type="email"
            autocomplete="username webauthn"
            value={known?.as === 'owner' ? known.email : ''}
            wrong={say.emailNeeded}
          />
        )}
        {accountAsked && (
          <Field
            name="account"
            label={say.accountIdOrAlias}
            autocomplete="organization webauthn"
            value={known?.as === 'user' ? (known.account ?? '') : ''}
            wrong={say.accountNeeded}
            hint={say.accountHint}
          />
        )}
        {nameAsked && (
          <Field
            name="userName"
            label={say.userName}
            autocomplete="username webauthn"
            value={known?.as === 'user' ? known.userName : ''}
            wrong={say.userNameNeeded}
            focus={known?.as === 'user' && !known.userName}
          />
        )}
      </Form>
      <p class="or">{say.or}</p>
      <div class="buttons">
        <Button onClick={signInWithPasskey}>{say.passkeyButton}</Button>
      </div>
      {own && (
        <nav class="elsewhere" aria-label={say.otherWays}>
          <Button look="link" onClick={() => onAnybody(kind)}>
            {say.differentAccount}
          </Button>
          {!asOwner && (
            <Button look="link" onClick={() => onAnybody('owner')}>
              {say.rootEmailLink}
            </Button>
          )}
        </nav>
      )}
    </>
  );
}
