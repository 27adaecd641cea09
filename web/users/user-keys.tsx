import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { ApiKeys } from '../session/api-keys.tsx';

/** The API keys of somebody else. */
export function UserKeys({ userName }: { userName: string }) {
  const named = (message: string) => fill(message, { name: userName });
  return (
    <ApiKeys
      userName={userName}
      intro={named(say.userApiKeysIntro)}
      createIntro={named(say.createKeyIntro)}
    />
  );
}
