import { useState } from 'preact/hooks';
import type { User } from '../api-types.ts';
import { Content } from '../components/section.tsx';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { BuiltInPolicies } from './built-in-policies.tsx';
import { OwnPolicies } from './own-policies.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { TryPolicies } from './try-policies.tsx';

interface Props {
  user: User;
  onChange: () => Promise<void>;
}

async function load(UserName: string) {
  const [{ AttachedPolicies }, { PolicyNames }] = await Promise.all([
    act('ListAttachedUserPolicies', { UserName }),
    act('ListUserPolicies', { UserName }),
  ]);
  return { attached: AttachedPolicies.map(({ PolicyName }) => PolicyName), own: PolicyNames };
}

/** What somebody may do, and why. */
export function UserPermissions({ user, onChange }: Props) {
  const policies = useLoaded(() => load(user.UserName));
  const [edited, setEdited] = useState<{ name: string; document: string } | 'new'>();
  const changed = async () => {
    await policies.reload();
    await onChange();
  };
  return (
    <Content of={policies}>
      {({ attached, own }) =>
        edited ? (
          <PolicyEditor
            user={user}
            stored={edited === 'new' ? undefined : edited}
            names={own}
            onSaved={changed}
            onClose={() => setEdited(undefined)}
          />
        ) : (
          <>
            <BuiltInPolicies userName={user.UserName} attached={attached} onChange={changed} />
            <OwnPolicies userName={user.UserName} names={own} onEdit={setEdited} onChange={changed} />
            <TryPolicies key={`${attached} ${own}`} user={user} />
          </>
        )
      }
    </Content>
  );
}
