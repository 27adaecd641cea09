import { useState } from 'preact/hooks';
import type { ApiKey, NewApiKey } from '../api-types.ts';
import { ApiKeyRow } from '../components/api-key-row.tsx';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Field } from '../components/field.tsx';
import { NewApiKeyDialog } from '../components/new-api-key.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from './act.ts';
import { useLoaded } from './loaded.ts';
import { tell } from './told.tsx';

interface Props {
  /** Whose keys they are, unless one's own. */
  userName?: string;
  intro: string;
  /** What a new key may do. */
  createIntro?: string;
  /** Those that there are can be deleted, and no new one is made. */
  closed?: boolean;
}

export function ApiKeys({ userName: UserName, intro, createIntro, closed = false }: Props) {
  const keys = useLoaded(async () => (await act('ListAPIKeys', { UserName })).APIKeys);
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewApiKey>();
  const [deleting, setDeleting] = useState<ApiKey>();

  async function create({ Name = '' }: Record<string, string>) {
    const { APIKey } = await act('CreateAPIKey', { UserName, Name: Name.trim() });
    setCreating(false);
    setMade(APIKey);
    await keys.reload();
  }

  async function remove({ APIKeyId, Name }: ApiKey) {
    await act('DeleteAPIKey', { UserName, APIKeyId });
    await keys.reload();
    tell(fill(say.apiKeyDeleted, { name: Name }));
    setDeleting(undefined);
  }

  return (
    <Section
      title={say.apiKeys}
      intro={intro}
      actions={
        !closed && !keys.denied && <Button onClick={() => setCreating(true)}>{say.createApiKey}</Button>
      }
    >
      <Content of={keys}>
        {list =>
          list.length === 0 ? (
            <p class="empty">{say.noApiKeys}</p>
          ) : (
            <ul class="rows">
              {list.map(key => (
                <ApiKeyRow key={key.APIKeyId} apiKey={key} onDelete={() => setDeleting(key)} />
              ))}
            </ul>
          )
        }
      </Content>
      {creating && (
        <Confirm
          title={say.createApiKey}
          submit={say.createApiKey}
          blame="Name"
          onClose={() => setCreating(false)}
          action={create}
        >
          {createIntro && <p>{createIntro}</p>}
          <Field
            name="Name"
            label={say.apiKeyName}
            hint={say.apiKeyNameHint}
            wrong={say.apiKeyNameNeeded}
            pattern=".*\S.*"
            maxLength={64}
            autocomplete="off"
            focus
          />
        </Confirm>
      )}
      {made && (
        <NewApiKeyDialog
          made={made}
          onClose={() => {
            setMade(undefined);
            tell(fill(say.apiKeyCreated, { name: made.Name }));
          }}
        />
      )}
      {deleting && (
        <Confirm
          danger
          title={fill(say.deleteTitle, { name: deleting.Name })}
          submit={say.delete_}
          onClose={() => setDeleting(undefined)}
          action={() => remove(deleting)}
        >
          <p>{say.deleteApiKeyBody}</p>
        </Confirm>
      )}
    </Section>
  );
}
