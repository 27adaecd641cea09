import { useState } from 'preact/hooks';
import type { Account } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Choices } from '../components/choices.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Field } from '../components/field.tsx';
import { ALIAS } from '../components/patterns.ts';
import { Content, Section } from '../components/section.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import type { Loaded } from '../session/loaded.ts';
import { tell } from '../session/told.tsx';

const requirements = [
  { value: 'optional', label: say.mfaOptional, hint: say.mfaOptionalHint },
  { value: 'required', label: say.mfaRequired, hint: say.mfaRequiredHint },
] as const;

export function AccountSection({ account }: { account: Loaded<Account> }) {
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={say.account}
      intro={say.accountIntro}
      actions={account.data && <Button onClick={() => setEditing(true)}>{say.changeSettings}</Button>}
    >
      <Content of={account}>
        {data => (
          <>
            <Facts>
              <Fact name={say.accountId}>
                <span class="mono">{data.AccountId}</span>
              </Fact>
              <Fact name={say.accountAlias}>{data.Alias ?? say.none}</Fact>
              <Fact name={say.mfaForEveryone}>
                {data.RequireMfa === 'required' ? say.mfaRequired : say.mfaOptional}
              </Fact>
              <Fact name={say.devicesPerPerson}>{data.MFADevicesPerUser}</Fact>
            </Facts>
            {editing && <Edit account={data} onClose={() => setEditing(false)} onSaved={account.reload} />}
          </>
        )}
      </Content>
    </Section>
  );
}

function Edit(props: { account: Account; onClose: () => void; onSaved: () => Promise<void> }) {
  const { account, onClose, onSaved } = props;
  const [require, setRequire] = useState(account.RequireMfa);
  return (
    <Confirm
      title={say.changeSettings}
      submit={say.save}
      onClose={onClose}
      action={async ({ Alias = '', MFADevicesPerUser = '' }) => {
        await act('UpdateAccount', {
          Alias: Alias.trim() || null,
          RequireMfa: require,
          MFADevicesPerUser: Number(MFADevicesPerUser),
        });
        await onSaved();
        tell(say.settingsSaved);
        onClose();
      }}
    >
      <Field
        name="Alias"
        label={say.aliasOptional}
        hint={say.aliasHint}
        wrong={say.aliasRule}
        pattern={ALIAS}
        value={account.Alias ?? ''}
        required={false}
        maxLength={63}
        autocomplete="off"
        focus
      />
      <Choices
        name="RequireMfa"
        legend={say.mfaForEveryone}
        options={requirements}
        chosen={require}
        onChoose={setRequire}
      />
      <Field
        name="MFADevicesPerUser"
        label={say.devicesPerPerson}
        hint={say.devicesPerPersonHint}
        wrong={say.devicesPerPersonHint}
        type="number"
        min={1}
        max={8}
        value={String(account.MFADevicesPerUser)}
      />
    </Confirm>
  );
}
