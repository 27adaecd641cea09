import type { Session } from '../api-types.ts';
import { Fact, Facts } from '../components/facts.tsx';
import * as say from '../messages.ts';

export function Identity({ person }: { person: Session['person'] }) {
  return (
    <Facts>
      <Fact name={person.kind === 'owner' ? say.rootUser : say.userName}>{person.name}</Fact>
      <Fact name={say.accountId}>
        <span class="mono">{person.accountId}</span>
      </Fact>
      {person.accountAlias && <Fact name={say.accountAlias}>{person.accountAlias}</Fact>}
    </Facts>
  );
}
