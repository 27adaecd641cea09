import { useState } from 'preact/hooks';
import type { User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { ContactEmailDialog } from '../session/contact-email-dialog.tsx';
import { tell } from '../session/told.tsx';

export function ContactEmail({ user, onChange }: { user: User; onChange: () => Promise<void> }) {
  const { UserName } = user;
  const [changing, setChanging] = useState(false);
  return (
    <Section
      title={say.contactEmail}
      intro={say.contactEmailIntro}
      actions={<Button onClick={() => setChanging(true)}>{say.changeEmail}</Button>}
    >
      <p>{user.Email ?? say.noUserContactEmail}</p>
      {changing && (
        <ContactEmailDialog
          userName={UserName}
          present={user.Email}
          hint={say.changeEmailHint}
          autocomplete="off"
          onChanged={async () => {
            await onChange();
            tell(fill(say.emailChanged, { name: UserName }));
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </Section>
  );
}
