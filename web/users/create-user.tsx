import { useRef } from 'preact/hooks';
import { Confirm } from '../components/confirm.tsx';
import { ContactEmailField } from '../components/contact-email-field.tsx';
import { Field } from '../components/field.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import type { Issued } from './initial-password.tsx';

interface Props {
  onClose: () => void;
  onCreated: () => Promise<void>;
  onIssued: (issued: Issued) => void;
}

export function CreateUser({ onClose, onCreated, onIssued }: Props) {
  // Two actions make one user with a password: after a failure of the second, only the second is repeated.
  const created = useRef('');
  async function create({ UserName: typed = '', Email: address = '' }: Record<string, string>) {
    const UserName = typed.trim();
    const Email = address.trim();
    if (created.current !== UserName) {
      await act('CreateUser', { UserName, ...(Email && { Email }) });
      created.current = UserName;
      await onCreated();
    }
    const { InitialPassword, ExpiresAt } = await act('ResetUserPassword', { UserName });
    await onCreated();
    onIssued({ userName: UserName, password: InitialPassword, expiresAt: ExpiresAt });
  }
  return (
    <Confirm
      title={say.createUser}
      submit={say.createUser}
      blame="UserName"
      onClose={onClose}
      action={create}
    >
      <p>{say.createUserIntro}</p>
      <Field
        name="UserName"
        label={say.userName}
        hint={say.userNameHint}
        wrong={say.userNameRule}
        pattern="[\w+=,.@\-]+"
        maxLength={64}
        autocomplete="off"
        focus
      />
      <ContactEmailField hint={say.userContactEmailHint} autocomplete="off" />
    </Confirm>
  );
}
