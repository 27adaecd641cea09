import { useEffect, useRef, useState } from 'preact/hooks';
import { type Fault, Problem } from '../api.ts';
import type { User } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { Section } from '../components/section.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TaskButton } from '../components/task-button.tsx';
import { leave, Unsaved } from '../components/unsaved.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';
import { DocumentArea } from './document-area.tsx';
import { EXAMPLES } from './policy-examples.ts';
import { PolicyFaults } from './policy-faults.tsx';
import { TryPolicies } from './try-policies.tsx';

interface Props {
  user: User;
  /** What is changed; a new policy where nothing is. */
  stored: { name: string; document: string } | undefined;
  /** Of the policies that there are. */
  names: readonly string[];
  onSaved: () => Promise<void>;
  onClose: () => void;
}

const NONE: ReadonlySet<number> = new Set();

/** One policy of a user's own: written, checked, tried and saved. */
export function PolicyEditor({ user, stored, names, onSaved, onClose }: Props) {
  const { UserName } = user;
  const [example, setExample] = useState<(typeof EXAMPLES)[number]['value']>(EXAMPLES[0].value);
  const [text, setText] = useState(stored?.document ?? EXAMPLES[0].text);
  const untouched = stored?.document ?? EXAMPLES.find(({ value }) => value === example)?.text;
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [deciding, setDeciding] = useState(NONE);
  const [sound, setSound] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (stored) area.current?.focus({ preventScroll: true });
    return () => queueMicrotask(() => globalThis.document.querySelector<HTMLElement>('main h1')?.focus());
  }, []);

  // The gateway takes no empty parameter; of a document that is empty it says so.
  const document = text || ' ';

  function write(changed: string) {
    setText(changed);
    setFaults([]);
    setDeciding(NONE);
    setSound(false);
  }

  /** Whether the gateway took the document; where it has faults, they are shown at their lines. */
  async function isTaken(run: () => Promise<unknown>): Promise<boolean> {
    setFaults([]);
    setSound(false);
    try {
      await run();
      return true;
    } catch (error) {
      if (!(error instanceof Problem && error.faults)) throw error;
      setFaults(error.faults);
      return false;
    }
  }

  async function save({ PolicyName: typed = '' }: Record<string, string>) {
    const PolicyName = stored?.name ?? typed.trim();
    if (!stored && names.includes(PolicyName))
      throw new Problem('NAME_TAKEN', say.policyNameTaken, { PolicyName: say.policyNameTaken });
    if (!(await isTaken(() => act('PutUserPolicy', { UserName, PolicyName, PolicyDocument: document }))))
      return;
    await onSaved();
    tell(fill(say.policySaved, { policy: PolicyName }));
    onClose();
  }

  // Whatever is asked of it, a document is read first.
  const check = () =>
    act('SimulatePrincipalPolicy', {
      PolicySourceArn: user.Arn,
      ActionNames: ['iam:GetUser'],
      PolicyInputList: [document],
      ...(stored && { ReplacedPolicyName: stored.name }),
    });

  return (
    <>
      <Section
        title={fill(stored ? say.editPolicy : say.newPolicy, { policy: stored?.name ?? '', name: UserName })}
      >
        <div class="policy-editor">
          <Form
            submit={say.savePolicy}
            blame="PolicyName"
            action={save}
            beside={
              <>
                <TaskButton look="plain" run={async () => setSound(await isTaken(check))}>
                  {say.check}
                </TaskButton>
                <Button look="quiet" onClick={() => leave(onClose)}>
                  {say.cancel}
                </Button>
              </>
            }
          >
            {!stored && (
              <div class="pair">
                <Field
                  name="PolicyName"
                  label={say.policyName}
                  wrong={say.policyNameRule}
                  pattern="\s*[\w+=,.@\-]{1,128}\s*"
                  maxLength={128}
                  autocomplete="off"
                  focus
                />
                <SelectField
                  name="example"
                  label={say.startFrom}
                  options={EXAMPLES}
                  value={example}
                  onChange={value =>
                    leave(() => {
                      setExample(value);
                      write(EXAMPLES.find(one => one.value === value)?.text ?? '');
                    })
                  }
                />
              </div>
            )}
            <DocumentArea
              name="PolicyDocument"
              label={say.policyDocument}
              hint={say.policyDocumentHint}
              value={text}
              faulty={new Set(faults.map(({ line }) => line))}
              deciding={deciding}
              area={area}
              onInput={write}
            />
            {faults.length > 0 && <PolicyFaults faults={faults} area={area} />}
            {sound && <Notice tone="done">{say.policyIsSound}</Notice>}
          </Form>
        </div>
      </Section>
      <TryPolicies
        user={user}
        tried={{ document, replaces: stored?.name }}
        onFaults={faults => {
          setSound(false);
          setFaults(faults);
        }}
        onDecided={setDeciding}
      />
      <Unsaved unsaved={text !== untouched} />
    </>
  );
}
