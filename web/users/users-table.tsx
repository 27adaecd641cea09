import type { User } from '../api-types.ts';
import { Moment } from '../components/moment.tsx';
import * as say from '../messages.ts';
import { addressOf } from './address.ts';
import { UserBadges } from './user-badges.tsx';

export function UsersTable({ users }: { users: readonly User[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say.userName}</th>
          <th scope="col">{say.mfaDevices}</th>
          <th scope="col">{say.lastSignIn}</th>
          <th scope="col">{say.created}</th>
        </tr>
      </thead>
      <tbody>
        {users.map(user => (
          <tr key={user.UserId}>
            <th scope="row">
              <a href={addressOf(user.UserName)}>{user.UserName}</a> <UserBadges user={user} />
            </th>
            <td data-column={say.mfaDevices}>{user.MFADevices === 0 ? say.none : user.MFADevices}</td>
            <td data-column={say.lastSignIn}>
              <Moment at={user.PasswordLastUsed} />
            </td>
            <td data-column={say.created}>
              <Moment at={user.CreateDate} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
