import { Problem } from '../api.ts';
import type { User } from '../api-types.ts';
import { Confirm } from '../components/confirm.tsx';
import { Field } from '../components/field.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { leaveFor } from '../page.tsx';
import { act } from '../session/act.ts';

export function DeleteUser({ user: { UserName, MFADevices }, onClose }: { user: User; onClose: () => void }) {
  const named = (message: string) => fill(message, { name: UserName, count: MFADevices });

  async function remove({ typed = '' }: Record<string, string>) {
    if (typed.trim() !== UserName)
      throw new Problem('VALIDATION_ERROR', '', { typed: named(say.typeExactly) });
    await act('DeleteUser', { UserName, Force: true });
    await leaveFor('/users');
  }

  return (
    <Confirm danger title={named(say.deleteTitle)} submit={say.deleteUser} onClose={onClose} action={remove}>
      <p>{say.deleteUserBody}</p>
      {MFADevices > 0 && <p>{named(MFADevices === 1 ? say.deleteUserDevice : say.deleteUserDevices)}</p>}
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
