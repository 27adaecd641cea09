import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { Section } from '../components/section.tsx';
import { TaskButton } from '../components/task-button.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';
import { ownDocument } from './policy-documents.ts';

interface Props {
  userName: string;
  names: readonly string[];
  onEdit: (what: { name: string; document: string } | 'new') => void;
  onChange: () => Promise<void>;
}

/** Policies that were written for one user. */
export function OwnPolicies({ userName: UserName, names, onEdit, onChange }: Props) {
  const [deleting, setDeleting] = useState('');
  const close = () => setDeleting('');
  return (
    <Section
      title={say.ownPolicies}
      intro={fill(say.ownPoliciesIntro, { name: UserName })}
      actions={<Button onClick={() => onEdit('new')}>{say.addPolicy}</Button>}
    >
      {names.length === 0 ? (
        <p class="empty">{say.noOwnPolicies}</p>
      ) : (
        <ul class="rows">
          {names.map(name => (
            <li class="row" key={name}>
              <h3>{name}</h3>
              <div class="row-actions">
                <TaskButton
                  look="quiet"
                  label={fill(say.taskOn, { task: say.edit, name })}
                  run={async () => onEdit({ name, document: await ownDocument(UserName, name) })}
                >
                  {say.edit}
                </TaskButton>
                <Button
                  look="quiet"
                  label={fill(say.taskOn, { task: say.delete_, name })}
                  onClick={() => setDeleting(name)}
                >
                  {say.delete_}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {deleting && (
        <Confirm
          danger
          title={fill(say.deleteTitle, { name: deleting })}
          submit={say.delete_}
          onClose={close}
          action={async () => {
            await act('DeleteUserPolicy', { UserName, PolicyName: deleting });
            await onChange();
            tell(fill(say.policyDeleted, { policy: deleting }));
            close();
          }}
        >
          <p>{fill(say.deletePolicyBody, { name: UserName })}</p>
        </Confirm>
      )}
    </Section>
  );
}
