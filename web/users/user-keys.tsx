import type { User } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { AccessKeys } from '../session/access-keys.tsx';
import { ApiKeys } from '../session/api-keys.tsx';

/** The keys of somebody else. */
export function UserKeys({ user: { UserName, Administrator } }: { user: User }) {
  const named = (message: string) => fill(message, { name: UserName });
  return (
    <>
      <AccessKeys
        key={String(Administrator)}
        userName={UserName}
        intro={named(say.userAccessKeysIntro)}
        createBody={named(say.createAccessKeyForBody)}
        {...(Administrator && { noNew: say.administratorMakesOwn })}
      />
      <ApiKeys
        userName={UserName}
        intro={named(say.userApiKeysIntro)}
        createIntro={named(say.createKeyIntro)}
      />
    </>
  );
}
