import { useState } from 'preact/hooks';
import type { ApiKey } from '../api-types.ts';
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
import { NewApiKey } from './new-api-key.tsx';

const load = async () => (await act('ListAPIKeys', {})).APIKeys;

export function ApiKeysSection() {
  const keys = useLoaded(load);
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const [deleting, setDeleting] = useState<ApiKey>();
  return (
    <Section
      title={say.apiKeys}
      intro={say.apiKeysIntro}
      actions={<Button onClick={() => setCreating(true)}>{say.createApiKey}</Button>}
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
          action={async ({ Name = '' }) => {
            const { APIKey } = await act('CreateAPIKey', { Name: Name.trim() });
            setCreating(false);
            setMade({ name: APIKey.Name, secret: APIKey.Secret });
            await keys.reload();
          }}
        >
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
        <NewApiKey
          secret={made.secret}
          onClose={() => {
            setMade(undefined);
            tell(fill(say.apiKeyCreated, { name: made.name }));
          }}
        />
      )}
      {deleting && (
        <Confirm
          danger
          title={fill(say.deleteTitle, { name: deleting.Name })}
          submit={say.delete_}
          onClose={() => setDeleting(undefined)}
          action={async () => {
            await act('DeleteAPIKey', { APIKeyId: deleting.APIKeyId });
            await keys.reload();
            tell(fill(say.apiKeyDeleted, { name: deleting.Name }));
            setDeleting(undefined);
          }}
        >
          <p>{say.deleteApiKeyBody}</p>
        </Confirm>
      )}
    </Section>
  );
}

function ApiKeyRow({ apiKey, onDelete }: { apiKey: ApiKey; onDelete: () => void }) {
  return (
    <li class="row">
      <div class="row-head">
        <div>
          <h3>{apiKey.Name}</h3>
          {apiKey.CreatedByOther && <small>{say.apiKeyByAdministrator}</small>}
        </div>
      </div>
      <Facts>
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
