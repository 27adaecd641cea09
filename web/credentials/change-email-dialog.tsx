import { Confirm } from '../components/confirm.tsx';
import { Field } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { EMAIL } from '../components/patterns.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  onSent: (email: string) => void;
  onClose: () => void;
}

/** The address that signs in. It counts from the click on the link on, so that a typing error locks nobody out. */
export function ChangeEmailDialog({ onSent, onClose }: Props) {
  return (
    <Confirm
      title={say.changeOwnEmail}
      submit={say.resetSend}
      blame="Email"
      onClose={onClose}
      action={async ({ Email: typed = '' }) => {
        const Email = typed.trim();
        await act('ChangeEmail', { Email });
        onSent(Email);
        onClose();
      }}
    >
      <Field
        name="Email"
        label={say.ownEmail}
        hint={say.changeOwnEmailHint}
        wrong={say.emailNeeded}
        type="email"
        inputMode="email"
        pattern={EMAIL}
        maxLength={254}
        autocomplete="email"
        focus
      />
      <Notice tone="info">{say.changeOwnEmailWarning}</Notice>
    </Confirm>
  );
}
