import { useState } from 'preact/hooks';
import type { ApiKey, NewApiKey } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Field } from '../components/field.tsx';
import { Moment } from '../components/moment.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { tell } from '../session/told.tsx';
import { NewKey } from './new-key.tsx';

/** The API keys of somebody else. */
export function UserKeys({ userName }: { userName: string }) {
  const keys = useLoaded(async () => (await act('ListAPIKeys', { UserName: userName })).APIKeys);
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewApiKey>();
  const [deleting, setDeleting] = useState<ApiKey>();
  const named = (message: string) => fill(message, { name: userName });

  async function create({ Name = '' }: Record<string, string>) {
    const { APIKey } = await act('CreateAPIKey', { UserName: userName, Name: Name.trim() });
    setCreating(false);
    setMade(APIKey);
    await keys.reload();
  }

  async function remove({ APIKeyId, Name }: ApiKey) {
    await act('DeleteAPIKey', { UserName: userName, APIKeyId });
    await keys.reload();
    tell(fill(say.keyDeleted, { key: Name }));
    setDeleting(undefined);
  }

  return (
    <Section
      title={say.apiKeys}
      intro={named(say.userApiKeysIntro)}
      actions={<Button onClick={() => setCreating(true)}>{say.createKey}</Button>}
    >
      <Content of={keys}>
        {theirs =>
          theirs.length === 0 ? (
            <p class="empty">{say.noApiKeys}</p>
          ) : (
            <ul class="rows">
              {theirs.map(key => (
                <KeyRow key={key.APIKeyId} apiKey={key} onDelete={() => setDeleting(key)} />
              ))}
            </ul>
          )
        }
      </Content>
      {creating && (
        <Confirm
          title={say.createKey}
          submit={say.createKey}
          blame="Name"
          onClose={() => setCreating(false)}
          action={create}
        >
          <p>{named(say.createKeyIntro)}</p>
          <Field
            name="Name"
            label={say.keyName}
            hint={say.keyNameHint}
            wrong={say.keyNameNeeded}
            maxLength={64}
            autocomplete="off"
            focus
          />
        </Confirm>
      )}
      {made && <NewKey made={made} onClose={() => setMade(undefined)} />}
      {deleting && (
        <Confirm
          danger
          title={fill(say.deleteTitle, { name: deleting.Name })}
          submit={say.delete_}
          onClose={() => setDeleting(undefined)}
          action={() => remove(deleting)}
        >
          <p>{say.deleteKeyBody}</p>
        </Confirm>
      )}
    </Section>
  );
}

function KeyRow({ apiKey, onDelete }: { apiKey: ApiKey; onDelete: () => void }) {
  return (
    <li class="row">
      <div class="row-head">
        <h3>{apiKey.Name}</h3>
        {apiKey.CreatedByOther && <span class="badge off">{say.madeByOther}</span>}
      </div>
      <Facts>
        <Fact name={say.keyId}>
          <span class="mono">{apiKey.APIKeyId}</span>
        </Fact>
        <Fact name={say.created}>
          <Moment at={apiKey.CreateDate} />
        </Fact>
        <Fact name={say.lastUsed}>
          <Moment at={apiKey.LastUsed} />
        </Fact>
        {apiKey.LastUsedFrom && <Fact name={say.lastUsedFrom}>{apiKey.LastUsedFrom}</Fact>}
      </Facts>
      <div class="row-actions">
        <Button
          look="quiet"
          label={fill(say.taskOn, { task: say.delete_, name: apiKey.Name })}
          onClick={onDelete}
        >
          {say.delete_}
        </Button>
      </div>
    </li>
  );
}
