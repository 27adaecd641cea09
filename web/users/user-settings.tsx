import { useState } from 'preact/hooks';
import type { User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { ContactEmail } from './contact-email.tsx';
import { DeleteUser } from './delete-user.tsx';
import { type Change, UserChange } from './user-change.tsx';
import { UserRecovery } from './user-recovery.tsx';

interface Props {
  user: User;
  onChange: () => Promise<void>;
}

export function UserSettings({ user, onChange }: Props) {
  const [asked, setAsked] = useState<Change | 'delete'>();
  const { UserName, MFARequired } = user;
  const named = (message: string) => fill(message, { name: UserName });
  const close = () => setAsked(undefined);
  const ask = (what: Change, label: string) => <Button onClick={() => setAsked(what)}>{label}</Button>;
  return (
    <>
      <ContactEmail user={user} onChange={onChange} />
      <Section
        title={say.requirement}
        intro={named(MFARequired ? say.requirementOn : say.requirementOff)}
        actions={MFARequired ? ask('stopRequiring', say.stopRequiring) : ask('require', say.requireMfa)}
      />
      <UserRecovery user={user} onChange={onChange} />
      <Section
        title={say.userAccess}
        intro={named(user.Status === 'Active' ? say.accessOn : say.accessOff)}
        actions={user.Status === 'Active' ? ask('disable', say.disable) : ask('enable', say.enable)}
      />
      <Section
        title={say.deleteUser}
        intro={say.deleteUserBody}
        actions={<Button onClick={() => setAsked('delete')}>{say.deleteUser}</Button>}
      />
      {asked === 'delete' && <DeleteUser user={user} onClose={close} />}
      {asked && asked !== 'delete' && (
        <UserChange change={asked} userName={UserName} onDone={onChange} onClose={close} />
      )}
    </>
  );
}
