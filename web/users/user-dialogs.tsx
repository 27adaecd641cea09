import { Problem } from '../api.ts';
import type { User } from '../api-types.ts';
import { Confirm } from '../components/confirm.tsx';
import { Field } from '../components/field.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';
import type { Issued } from './initial-password.tsx';

export type UserTask = 'reset' | 'disable' | 'enable' | 'delete';

interface Props {
  task: UserTask;
  user: User;
  onDone: () => Promise<void>;
  onIssued: (issued: Issued) => void;
  onClose: () => void;
}

export function UserDialog({ task, user, onDone, onIssued, onClose }: Props) {
  const { UserName } = user;
  const named = (message: string) => fill(message, { name: UserName, count: user.MFADevices });

  async function done(sentence: string) {
    await onDone();
    tell(named(sentence));
    onClose();
  }

  async function remove({ typed = '' }: Record<string, string>) {
    if (typed.trim() !== UserName)
      throw new Problem('VALIDATION_ERROR', '', { typed: named(say.typeExactly) });
    await act('DeleteUser', { UserName, ...(user.MFADevices > 0 ? { Force: true } : {}) });
    await done(say.userDeleted);
  }

  switch (task) {
    case 'reset':
      return (
        <Confirm
          title={named(say.resetPasswordTitle)}
          submit={say.resetPassword}
          onClose={onClose}
          action={async () => {
            const { InitialPassword, ExpiresAt } = await act('ResetUserPassword', { UserName });
            await onDone();
            onClose();
            onIssued({ userName: UserName, password: InitialPassword, expiresAt: ExpiresAt });
          }}
        >
          <p>{say.resetPasswordBody}</p>
        </Confirm>
      );
    case 'disable':
      return (
        <Confirm
          danger
          title={named(say.disableTitle)}
          submit={say.disable}
          onClose={onClose}
          action={async () => {
            await act('DisableUser', { UserName });
            await done(say.userDisabled);
          }}
        >
          <p>{say.disableBody}</p>
        </Confirm>
      );
    case 'enable':
      return (
        <Confirm
          title={named(say.enableTitle)}
          submit={say.enable}
          onClose={onClose}
          action={async () => {
            await act('EnableUser', { UserName });
            await done(say.userEnabled);
          }}
        >
          <p>{say.enableBody}</p>
        </Confirm>
      );
    case 'delete':
      return (
        <Confirm
          danger
          title={named(say.deleteTitle)}
          submit={say.deleteUser}
          onClose={onClose}
          action={remove}
        >
          <p>{say.deleteUserBody}</p>
          {user.MFADevices > 0 && (
            <p>{named(user.MFADevices === 1 ? say.deleteUserDevice : say.deleteUserDevices)}</p>
          )}
          <Field
            name="typed"
            label={named(say.typeName)}
            wrong={named(say.typeExactly)}
            autocomplete="off"
            focus
          />
        </Confirm>
      );
  }
}
