import { useState } from 'preact/hooks';
import type { Account } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Field } from '../components/field.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import type { Loaded } from '../session/loaded.ts';
import { tell } from '../session/told.tsx';

const who = [
  { value: 'owner', label: say.recoversOwner, hint: say.recoversOwnerHint },
  { value: 'everyone', label: say.recoversEveryone, hint: say.recoversEveryoneHint },
  { value: 'nobody', label: say.recoversNobody, hint: say.recoversNobodyHint },
] as const;
const reaches = [
  { value: 'console', label: say.reachConsole, hint: say.reachConsoleHint },
  { value: 'applications', label: say.reachApplications, hint: say.reachApplicationsHint },
] as const;

/** The owner decides who gets back in without a device, and how far that leads (row S2-57). */
export function RecoverySettings({ account }: { account: Loaded<Account> }) {
  const [editing, setEditing] = useState(false);
  return (
    <Section
      anchor="lost-devices"
      title={say.wayBack}
      intro={say.wayBackIntro}
      actions={account.data && <Button onClick={() => setEditing(true)}>{say.wayBackChange}</Button>}
    >
      <Content of={account}>
        {data => (
          <>
            <Facts>
              <Fact name={say.whoRecovers}>
                {who.find(({ value }) => value === data.SelfServiceRecovery)?.label}
              </Fact>
              <Fact name={say.recoveredReaches}>
                {reaches.find(({ value }) => value === data.RecoveredSessionReach)?.label}
              </Fact>
              <Fact name={say.recoveryDelayName}>{delay(data.RecoveryDelayHours)}</Fact>
              <Fact name={say.supportContactName}>{data.SupportContact ?? say.none}</Fact>
            </Facts>
            {editing && <Edit account={data} onClose={() => setEditing(false)} onSaved={account.reload} />}
          </>
        )}
      </Content>
    </Section>
  );
}

function delay(hours: number): string {
  if (hours === 0) return say.recoveryDelayNone;
  return hours === 1 ? say.recoveryDelayHour : fill(say.recoveryDelayHours, { hours });
}

function Edit(props: { account: Account; onClose: () => void; onSaved: () => Promise<void> }) {
  const { account, onClose, onSaved } = props;
  const [recovers, setRecovers] = useState(account.SelfServiceRecovery);
  const [reach, setReach] = useState(account.RecoveredSessionReach);
  return (
    <Confirm
      title={say.wayBackChange}
      submit={say.save}
      onClose={onClose}
      action={async ({ RecoveryDelayHours = '', SupportContact = '' }) => {
        await act('UpdateAccount', {
          SelfServiceRecovery: recovers,
          RecoveredSessionReach: reach,
          RecoveryDelayHours: Number(RecoveryDelayHours),
          SupportContact: SupportContact.trim() || null,
        });
        await onSaved();
        tell(say.settingsSaved);
        onClose();
      }}
    >
      <Choices
        name="SelfServiceRecovery"
        legend={say.whoRecovers}
        options={who}
        chosen={recovers}
        onChoose={setRecovers}
      />
      <Choices
        name="RecoveredSessionReach"
        legend={say.recoveredReaches}
        options={reaches}
        chosen={reach}
        onChoose={setReach}
      />
      <Field
        name="RecoveryDelayHours"
        label={say.recoveryDelay}
        hint={say.recoveryDelayHint}
        wrong={say.recoveryDelayHint}
        type="number"
        min={0}
        max={168}
        value={String(account.RecoveryDelayHours)}
      />
      <Field
        name="SupportContact"
        label={say.supportContactField}
        hint={say.supportContactHint}
        value={account.SupportContact ?? ''}
        required={false}
        maxLength={200}
        autocomplete="off"
      />
    </Confirm>
  );
}
