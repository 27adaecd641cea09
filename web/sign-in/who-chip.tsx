import * as say from '../messages.ts';
import type { Who } from './remembered.ts';

/** Says whose password is asked, to the person and to the password manager. */
export function WhoChip({ who, onChange }: { who: Who; onChange?: (() => void) | undefined }) {
  const name = who.as === 'owner' ? who.email : who.userName;
  return (
    <div class="who">
      <span>
        <small>
          {who.as === 'owner' ? say.rootUser : who.account ? `${say.user}, ${who.account}` : say.user}
        </small>
        <strong>{name}</strong>
      </span>
      {onChange && (
        <button type="button" class="button link" onClick={onChange}>
          {say.change}
        </button>
      )}
      <input
        class="unseen"
        type="text"
        autocomplete="username"
        value={name}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
    </div>
  );
}
