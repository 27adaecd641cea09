import { useId, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { useLoaded } from '../session/loaded.ts';
import { NumberedText } from './numbered-text.tsx';
import { builtInDocument } from './policy-documents.ts';
import { type Change, UserChange } from './user-change.tsx';

const POLICIES: readonly { name: string; hint: string; attach: Change; detach: Change }[] = [
  { name: 'ManageOwnMFA', hint: say.manageOwnHint, attach: 'manageOwn', detach: 'stopManagingOwn' },
  { name: 'AdministratorAccess', hint: say.administratorAccessHint, attach: 'grant', detach: 'revoke' },
];

interface Props {
  userName: string;
  attached: readonly string[];
  onChange: () => Promise<void>;
}

/** What comes with the gateway, switched on or off for a user. */
export function BuiltInPolicies({ userName, attached, onChange }: Props) {
  const [asked, setAsked] = useState<Change>();
  return (
    <Section title={say.builtInPolicies} intro={say.builtInPoliciesIntro}>
      <ul class="rows">
        {POLICIES.map(({ name, hint, attach, detach }) => {
          const has = attached.includes(name);
          const task = has ? say.detach : say.attach;
          return (
            <li class="row" key={name}>
              <div class="row-head">
                <div>
                  <h3>
                    {name} {has && <span class="badge">{say.attached}</span>}
                  </h3>
                  <small>{hint}</small>
                </div>
                <Button
                  label={fill(say.taskOn, { task, name })}
                  onClick={() => setAsked(has ? detach : attach)}
                >
                  {task}
                </Button>
              </div>
              <Document name={name} />
            </li>
          );
        })}
      </ul>
      {asked && (
        <UserChange
          change={asked}
          userName={userName}
          onDone={onChange}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}

function Document({ name }: { name: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div class="disclosure">
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {say.document} <span class="unseen">{name}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && <Text name={name} />}
      </div>
    </div>
  );
}

function Text({ name }: { name: string }) {
  const document = useLoaded(() => builtInDocument(name));
  return <Content of={document}>{text => <NumberedText text={text} />}</Content>;
}
