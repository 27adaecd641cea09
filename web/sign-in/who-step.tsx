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
  notice: string;
  arrived: boolean;
  onNext: (who: Who) => void;
  onStep: (step: Step) => unknown;
}

/** The first page. Somebody remembered gets a page of their own; everybody else chooses who they are. */
export function WhoStep({ severalAccounts, known: last, notice, arrived, onNext, onStep }: Props) {
  const [own, setOwn] = useState(last !== undefined);
  const [kind, setKind] = useState<Who['as']>((last ?? remembered().who)?.as ?? 'owner');
  const [settled, setSettled] = useState(arrived);
  const [passkeyProblem, signInWithPasskey] = usePasskey(onStep);
  const heading = useId();
  const asOwner = kind === 'owner';
  const known = own ? last : undefined;

  function choose(as: Who['as']) {
    setOwn(false);
    setKind(as);
    setSettled(false);
  }

  async function next({ email = '', userName = '', account = '' }: Record<string, string>) {
    onNext(
      asOwner
        ? { as: 'owner', email: email.trim() }
        : { as: 'user', userName: userName.trim(), ...(severalAccounts ? { account: account.trim() } : {}) },
    );
  }

  const title = own ? (asOwner ? say.rootTitle : say.userTitle) : say.signInTitle;
  return (
    <>
      <Heading id={heading} quiet={settled}>
        {title}
      </Heading>
      {notice && <Notice tone="info">{notice}</Notice>}
      {passkeyProblem && <Notice tone="wrong">{passkeyProblem}</Notice>}
      {/* The key empties the fields when somebody else takes over from the person remembered. */}
      <Form key={String(own)} submit={say.next} labelledBy={heading} action={next}>
        {!own && (
          <Choices
            name="as"
            legend={say.whoAreYou}
            options={kinds}
            chosen={kind}
            onChoose={choose}
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
        {!asOwner && severalAccounts && (
          <Field
            name="account"
            label={say.accountIdOrAlias}
            autocomplete="organization"
            value={known?.as === 'user' ? (known.account ?? '') : ''}
            wrong={say.accountNeeded}
            hint={say.accountHint}
          />
        )}
        {!asOwner && (
          <Field
            name="userName"
            label={say.userName}
            autocomplete="username webauthn"
            value={known?.as === 'user' ? known.userName : ''}
            wrong={say.userNameNeeded}
          />
        )}
      </Form>
      <p class="or">{say.or}</p>
      <div class="buttons">
        <Button onClick={signInWithPasskey}>{say.passkeyButton}</Button>
      </div>
      {own && (
        <nav class="elsewhere" aria-label={say.otherWays}>
          <Button look="link" onClick={() => choose(kind)}>
            {say.differentAccount}
          </Button>
          {!asOwner && (
            <Button look="link" onClick={() => choose('owner')}>
              {say.rootEmailLink}
            </Button>
          )}
        </nav>
      )}
    </>
  );
}
