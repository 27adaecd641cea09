import type { HardwareToken, Session } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Day } from '../components/day.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { addressOf } from '../users/address.ts';
import type { TokenTask } from './token-dialog.tsx';

interface Props {
  tokens: readonly HardwareToken[];
  caller: Session['person'];
  onAsk: (task: TokenTask, token: HardwareToken) => void;
}

export function TokensTable({ tokens, caller, onAsk }: Props) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say.serialNumber}</th>
          <th scope="col">{say.assignedTo}</th>
          <th scope="col">{say.codesColumn}</th>
          <th scope="col">{say.importedOn}</th>
          <th scope="col">
            <span class="unseen">{say.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(token => (
          <tr key={token.SerialNumber}>
            <th scope="row">
              <div class="named">
                <span class="mono">{token.SerialNumber}</span>
                {token.Status === 'Locked' && <span class="badge warning">{say.locked}</span>}
              </div>
            </th>
            <td data-column={say.assignedTo}>
              <Holder name={token.UserName} caller={caller} />
            </td>
            <td data-column={say.codesColumn}>
              {fill(say.codesOfToken, {
                digits: token.Digits,
                period: token.Period,
                algorithm: token.Algorithm,
              })}
            </td>
            <td data-column={say.importedOn}>
              <Day at={token.CreateDate} />
            </td>
            <td class="last">
              {tasksFor(token, caller).map(task => (
                <Button
                  key={task}
                  look="quiet"
                  label={fill(say.taskOn, { task: titles[task], name: token.SerialNumber })}
                  onClick={() => onAsk(task, token)}
                >
                  {titles[task]}
                </Button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const titles: Record<TokenTask, string> = { unlock: say.unlock, delete: say.delete_ };

/** One's own lock is opened with another device, on the own page. */
function tasksFor(token: HardwareToken, caller: Session['person']): TokenTask[] {
  const unlock = token.Status === 'Locked' && token.UserName !== caller.name ? (['unlock'] as const) : [];
  return token.UserName === undefined ? [...unlock, 'delete'] : [...unlock];
}

function Holder({ name, caller }: { name: string | undefined; caller: Session['person'] }) {
  if (name === undefined) return <span class="soft">{say.unassignedTokens}</span>;
  return name === caller.name ? <a href="/credentials">{name}</a> : <a href={addressOf(name)}>{name}</a>;
}
