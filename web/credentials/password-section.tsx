import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { NewPasswordField } from '../components/new-password-field.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { Section } from '../components/section.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';

export function PasswordSection({ name }: { name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      anchor="your-password"
      title={say.yourPassword}
      intro={say.passwordIntro}
      actions={<Button onClick={() => setOpen(true)}>{say.changePassword}</Button>}
    >
      {open && (
        <Confirm
          title={say.changePassword}
          submit={say.changePassword}
          onClose={() => setOpen(false)}
          action={async ({ OldPassword = '', NewPassword = '' }) => {
            await act('ChangePassword', { OldPassword, NewPassword });
            tell(say.passwordChanged);
            setOpen(false);
          }}
        >
          <input
            class="unseen"
            type="text"
            autocomplete="username"
            value={name}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <PasswordField
            name="OldPassword"
            label={say.currentPassword}
            autocomplete="current-password"
            wrong={say.passwordNeeded}
            focus
          />
          <NewPasswordField name="NewPassword" label={say.newPassword} />
        </Confirm>
      )}
    </Section>
  );
}
