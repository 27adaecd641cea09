import type { User } from '../api-types.ts';
import { Day } from '../components/day.tsx';
import * as say from '../messages.ts';
import { addressOf } from './address.ts';
import { UserBadges } from './user-badges.tsx';

export function UsersTable({ users }: { users: readonly User[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{say.userName}</th>
          <th scope="col">{say.devicesPage}</th>
          <th scope="col">{say.lastSignIn}</th>
          <th scope="col">{say.created}</th>
        </tr>
      </thead>
      <tbody>
        {users.map(user => (
          <tr key={user.UserId}>
            <th scope="row">
              <div class="named">
                <a href={addressOf(user.UserName)}>{user.UserName}</a>
                <UserBadges user={user} />
              </div>
            </th>
            <td data-column={say.devicesPage}>{user.MFADevices === 0 ? say.none : user.MFADevices}</td>
            <td data-column={say.lastSignIn}>
              <Day at={user.PasswordLastUsed} />
            </td>
            <td data-column={say.created}>
              <Day at={user.CreateDate} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
