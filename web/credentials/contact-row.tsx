import { Button } from '../components/button.tsx';
import { TaskButton } from '../components/task-button.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

interface Props {
  name: string;
  value: string | undefined;
  none: string;
  /** Whether it is proven, and the word for it. */
  state: readonly [good: boolean, word: string] | undefined;
  /** What is still to come. */
  note?: string;
  tasks: readonly (readonly [label: string, run: () => void])[];
  /** Sends the link once more that proves it. */
  again?: (() => Promise<unknown>) | undefined;
}

/** One way to reach somebody. */
export function ContactRow({ name, value, none, state, note, tasks, again }: Props) {
  return (
    <li class="row">
      <div class="row-head">
        <div>
          <h3>{name}</h3>
          <span class={value ? undefined : 'hint'}>{value ?? none}</span>
        </div>
        {state && <span class={state[0] ? 'badge' : 'badge warning'}>{state[1]}</span>}
      </div>
      {note && <p class="hint">{note}</p>}
      {(tasks.length > 0 || again) && (
        <div class="row-actions">
          {tasks.map(([label, run]) => (
            <Button
              key={label}
              look={label === say.verify ? 'plain' : 'quiet'}
              label={fill(say.taskOn, { task: label, name })}
              onClick={run}
            >
              {label}
            </Button>
          ))}
          {again && (
            <TaskButton look="quiet" run={again}>
              {say.sendLinkAgain}
            </TaskButton>
          )}
        </div>
      )}
    </li>
  );
}
