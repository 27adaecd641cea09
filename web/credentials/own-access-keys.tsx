import type { Session } from '../api-types.ts';
import { Section } from '../components/section.tsx';
import * as say from '../messages.ts';
import { AccessKeys } from '../session/access-keys.tsx';

/** The owner has none, and is told why. */
export function OwnAccessKeys({ session: { person, level } }: { session: Session }) {
  if (person.kind === 'owner') return <Section title={say.accessKeys} intro={say.ownerHasNoAccessKeys} />;
  return (
    <AccessKeys
      intro={say.accessKeysIntro}
      createBody={say.createAccessKeyBody}
      closed={level === 'recovered'}
    />
  );
}
