import { useState } from 'preact/hooks';
import type { User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Fact, Facts } from '../components/facts.tsx';
import { Moment } from '../components/moment.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import type { Issued } from './initial-password.tsx';
import { UserDevices } from './user-devices.tsx';
import { UserDialog, type UserTask } from './user-dialogs.tsx';

const tasks: Record<UserTask | 'devices', string> = {
  devices: say.mfaDevices,
  reset: say.resetPassword,
  disable: say.disable,
  enable: say.enable,
  delete: say.delete_,
};
const passwordState: Record<User['PasswordState'], string> = {
  none: say.passwordNone,
  initial: say.passwordInitial,
  own: say.passwordOwn,
};

interface Props {
  user: User;
  onChange: () => Promise<void>;
  onIssued: (issued: Issued) => void;
}

export function UserRow({ user, onChange, onIssued }: Props) {
  const [task, setTask] = useState<UserTask | 'devices'>();
  const active = user.Status === 'Active';
  return (
    <li class="row">
      <div class="row-head">
        <h3>{user.UserName}</h3>
        <span class={`badge ${active ? 'good' : 'off'}`}>{active ? say.active : say.disabled}</span>
      </div>
      <Facts>
        <Fact name={say.mfaDevices}>{user.MFADevices === 0 ? say.none : user.MFADevices}</Fact>
        <Fact name={say.password}>{passwordState[user.PasswordState]}</Fact>
        <Fact name={say.lastSignIn}>
          <Moment at={user.PasswordLastUsed} />
        </Fact>
        <Fact name={say.created}>
          <Moment at={user.CreateDate} />
        </Fact>
      </Facts>
      <div class="row-actions">
        {(['devices', 'reset', active ? 'disable' : 'enable', 'delete'] as const).map(of => (
          <Button
            key={of}
            look="quiet"
            label={fill(say.taskOn, { task: tasks[of], name: user.UserName })}
            onClick={() => setTask(of)}
          >
            {tasks[of]}
          </Button>
        ))}
      </div>
      {task === 'devices' && (
        <UserDevices userName={user.UserName} onChange={onChange} onClose={() => setTask(undefined)} />
      )}
      {task && task !== 'devices' && (
        <UserDialog
          task={task}
          user={user}
          onDone={onChange}
          onIssued={onIssued}
          onClose={() => setTask(undefined)}
        />
      )}
    </li>
  );
}
