import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Field } from '../components/field.tsx';
import { EMAIL } from '../components/patterns.ts';
import { Content, Section } from '../components/section.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
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
              <Confirm
                title={say.contactEmail}
                submit={say.save}
                blame="Email"
                onClose={() => setEditing(false)}
                action={async ({ Email: typed = '' }) => {
                  const email = typed.trim();
                  await act('SetContactEmail', email ? { Email: email } : {});
                  await user.reload();
                  tell(email ? say.contactEmailSaved : say.contactEmailRemoved);
                  setEditing(false);
                }}
              >
                <Field
                  name="Email"
                  label={say.contactEmailOptional}
                  hint={say.contactEmailHint}
                  wrong={say.contactEmailRule}
                  type="email"
                  pattern={EMAIL}
                  value={Email ?? ''}
                  required={false}
                  autocomplete="email"
                  focus
                />
              </Confirm>
            )}
          </>
        )}
      </Content>
    </Section>
  );
}
