import { useState } from 'preact/hooks';
import type { User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';
import { EmailField } from './email-field.tsx';

export function ContactEmail({ user, onChange }: { user: User; onChange: () => Promise<void> }) {
  const { UserName } = user;
  const [changing, setChanging] = useState(false);
  async function change({ Email: typed = '' }: Record<string, string>) {
    const Email = typed.trim();
    await act('SetContactEmail', { UserName, ...(Email && { Email }) });
    await onChange();
    tell(fill(say.emailChanged, { name: UserName }));
    setChanging(false);
  }
  return (
    <Section
      title={say.contactEmail}
      intro={say.contactEmailIntro}
      actions={<Button onClick={() => setChanging(true)}>{say.changeEmail}</Button>}
    >
      <p>{user.Email ?? say.noUserContactEmail}</p>
      {changing && (
        <Confirm
          title={say.contactEmail}
          submit={say.save}
          onClose={() => setChanging(false)}
          action={change}
        >
          <EmailField value={user.Email} hint={say.changeEmailHint} focus />
        </Confirm>
      )}
    </Section>
  );
}
