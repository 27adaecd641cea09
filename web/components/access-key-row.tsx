import type { AccessKey } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { Fact, Facts } from './facts.tsx';
import { Moment } from './moment.tsx';

interface Props {
  accessKey: AccessKey;
  /** Absent where it cannot be switched. */
  onSwitch: (() => void) | undefined;
  onDelete: () => void;
}

export function AccessKeyRow({ accessKey, onSwitch, onDelete }: Props) {
  const { AccessKeyId: name, LastUsed, LastUsedService, LastUsedRegion, LastUsedFrom } = accessKey;
  const active = accessKey.Status === 'Active';
  const task = active ? say.deactivate : say.activate;
  return (
    <li class="row">
      <div class="row-head">
        <h3 class="mono">{name}</h3>
        <span class={active ? 'badge' : 'badge off'}>{active ? say.keyActive : say.keyInactive}</span>
        {accessKey.CreatedByOther && <span class="badge off">{say.apiKeyByAdministrator}</span>}
      </div>
      <Facts>
        <Fact name={say.created}>
          <Moment at={accessKey.CreateDate} />
        </Fact>
        <Fact name={say.lastUsed}>
          <Moment at={LastUsed} />
        </Fact>
        {LastUsedFrom && <Fact name={say.lastUsedFrom}>{LastUsedFrom}</Fact>}
        {LastUsedService && <Fact name={say.service}>{LastUsedService}</Fact>}
        {LastUsedRegion && <Fact name={say.region}>{LastUsedRegion}</Fact>}
      </Facts>
      <div class="row-actions">
        {onSwitch && (
          <Button look="quiet" label={fill(say.taskOn, { task, name })} onClick={onSwitch}>
            {task}
          </Button>
        )}
        <Button look="quiet" label={fill(say.taskOn, { task: say.delete_, name })} onClick={onDelete}>
          {say.delete_}
        </Button>
      </div>
    </li>
  );
}
