import type { ApiKey } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { Fact, Facts } from './facts.tsx';
import { Moment } from './moment.tsx';

export function ApiKeyRow({ apiKey, onDelete }: { apiKey: ApiKey; onDelete: () => void }) {
  return (
    <li class="row">
      <div class="row-head">
        <h3>{apiKey.Name}</h3>
        {apiKey.CreatedByOther && <span class="badge off">{say.apiKeyByAdministrator}</span>}
      </div>
      <Facts>
        <Fact name={say.apiKeyId}>
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
