import { useState } from 'preact/hooks';
import type { User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';

const options = [
  { value: 'default', label: say.recoveryDefault, hint: say.recoveryDefaultHint },
  { value: 'allowed', label: say.recoveryAllowed, hint: say.recoveryAllowedHint },
  { value: 'denied', label: say.recoveryDenied, hint: say.recoveryDeniedHint },
] as const;

/** Whether one user gets back in without a device, whatever the account says of everybody. */
export function UserRecovery({ user, onChange }: { user: User; onChange: () => Promise<void> }) {
  const { UserName, Recovery } = user;
  const [changing, setChanging] = useState(false);
  const [chosen, setChosen] = useState(Recovery);
  const named = (message: string) => fill(message, { name: UserName });
  const now = options.find(({ value }) => value === Recovery)?.label ?? say.recoveryDefault;
  return (
    <Section
      title={say.userRecovery}
      intro={`${named(say.userRecoveryIntro)} ${fill(say.recoveryIs, { state: now })}`}
      actions={
        <Button
          label={fill(say.taskOn, { task: say.change, name: say.userRecovery })}
          onClick={() => setChanging(true)}
        >
          {say.change}
        </Button>
      }
    >
      {changing && (
        <Confirm
          title={named(say.changeRecoveryTitle)}
          submit={say.save}
          onClose={() => setChanging(false)}
          action={async () => {
            await act('SetUserRecovery', { UserName, Recovery: chosen });
            await onChange();
            tell(say.recoverySaved);
            setChanging(false);
          }}
        >
          <Choices
            name="Recovery"
            legend={say.userRecovery}
            options={options}
            chosen={chosen}
            onChoose={setChosen}
          />
        </Confirm>
      )}
    </Section>
  );
}
