import { useId } from 'preact/hooks';
import { post } from '../api.ts';
import type { Step } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Form } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { PasswordField } from '../components/password-field.tsx';
import * as say from '../messages.ts';
import { noteWhoForgot } from '../who-forgot.ts';
import type { Who } from './remembered.ts';
import { WhoChip } from './who-chip.tsx';

interface Props {
  who: Who;
  onStep: (step: Step) => unknown;
  /** Absent where there is one account: the link below leads to the same place. */
  onChange: (() => void) | undefined;
  onOther: () => void;
}

export function PasswordStep({ who, onStep, onChange, onOther }: Props) {
  const heading = useId();
  return (
    <>
      <Heading id={heading}>{who.as === 'owner' ? say.rootTitle : say.userTitle}</Heading>
      <Form
        submit={say.signIn}
        labelledBy={heading}
        blame="password"
        action={async ({ password }) =>
          onStep(await post<Step>('/api/sign-in/password', { ...who, password }))
        }
      >
        <WhoChip who={who} onChange={onChange} />
        <PasswordField
          name="password"
          label={say.password}
          autocomplete="current-password"
          wrong={say.passwordNeeded}
          focus
        />
      </Form>
      <nav class="elsewhere" aria-label={say.otherWays}>
        <a href="/reset-password" onClick={() => noteWhoForgot(who)}>
          {say.forgotPassword}
        </a>
        <Button look="link" onClick={onOther}>
          {say.differentAccount}
        </Button>
      </nav>
    </>
  );
}
