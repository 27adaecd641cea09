import { Confirm } from '../components/confirm.tsx';
import { ContactEmailField } from '../components/contact-email-field.tsx';
import * as say from '../messages.ts';
import { act } from './act.ts';

interface Props {
  /** Whose address it is, unless one's own. */
  userName?: string;
  /** The owner's is a second one: the first signs in. */
  label?: string;
  present: string | undefined;
  hint: string;
  autocomplete: 'email' | 'off';
  onChanged: (email: string) => Promise<void>;
  onClose: () => void;
}

export function ContactEmailDialog(props: Props) {
  const { userName: UserName, label, present, hint, autocomplete, onChanged, onClose } = props;
  return (
    <Confirm
      title={label ?? say.contactEmail}
      submit={say.save}
      blame="Email"
      onClose={onClose}
      action={async ({ Email: typed = '' }) => {
        const Email = typed.trim();
        await act('SetContactEmail', { UserName, ...(Email && { Email }) });
        await onChanged(Email);
        onClose();
      }}
    >
      <ContactEmailField label={label} value={present} hint={hint} autocomplete={autocomplete} focus />
    </Confirm>
  );
}
