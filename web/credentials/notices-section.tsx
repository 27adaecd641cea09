import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Content, Section } from '../components/section.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { ContactEmailDialog } from '../session/contact-email-dialog.tsx';
import { useLoaded } from '../session/loaded.ts';
import { tell } from '../session/told.tsx';

const load = async () => (await act('GetUser', {})).User;

/** For users: the owner's notices go to the address that signs in. */
export function NoticesSection() {
  const user = useLoaded(load);
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={say.notices}
      intro={say.noticesIntro}
      actions={
        user.data && (
          <Button label={`${say.change} ${say.contactEmail}`} onClick={() => setEditing(true)}>
            {say.change}
          </Button>
        )
      }
    >
      <Content of={user}>
        {({ Email }) => (
          <>
            <Facts>
              <Fact name={say.contactEmail}>{Email ?? say.noContactEmail}</Fact>
            </Facts>
            {editing && (
              <ContactEmailDialog
                present={Email}
                hint={say.contactEmailHint}
                autocomplete="email"
                onChanged={async email => {
                  await user.reload();
                  tell(email ? say.contactEmailSaved : say.contactEmailRemoved);
                }}
                onClose={() => setEditing(false)}
              />
            )}
          </>
        )}
      </Content>
    </Section>
  );
}
