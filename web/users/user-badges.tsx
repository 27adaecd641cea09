import type { User } from '../api-types.ts';
import * as say from '../messages.ts';

/** What stands out about a user, and nothing else: most users have no badge. */
export function UserBadges({ user }: { user: User }) {
  return (
    <span class="badges">
      {user.Status === 'Disabled' && <span class="badge off">{say.disabled}</span>}
      {user.Administrator && <span class="badge">{say.administrator}</span>}
      {user.LockedMFADevices > 0 && <span class="badge warning">{say.lockedDevice}</span>}
      {user.MFADevices === 0 && <span class="badge warning">{say.noMfa}</span>}
      {user.MFARequired && <span class="badge off">{say.mfaRequiredOf}</span>}
    </span>
  );
}
