import { useEffect, useId, useState } from 'preact/hooks';
import { type Fault, Problem } from '../api.ts';
import type { Actions, User } from '../api-types.ts';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import { Section } from '../components/section.tsx';
import { SelectField } from '../components/select-field.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { TRIED_ACTIONS } from './tried-actions.ts';
import { type Decision, type Tried, Verdict, withDocuments } from './verdict.tsx';

const resources = [
  { value: 'user', label: say.thisUser },
  { value: 'other', label: say.anotherUser },
  { value: 'device', label: say.aDevice },
  { value: 'all', label: say.everything },
] as const;

const MFA = { ContextKeyName: 'aws:MultiFactorAuthPresent', ContextKeyType: 'boolean' } as const;
const AGE = { ContextKeyName: 'aws:MultiFactorAuthAge', ContextKeyType: 'numeric' } as const;
const ways = [
  { value: 'fresh', label: say.withFreshMfa, entries: [{ ...MFA, ContextKeyValues: ['true'] }] },
  {
    value: 'old',
    label: say.withOldMfa,
    entries: [
      { ...MFA, ContextKeyValues: ['true'] },
      { ...AGE, ContextKeyValues: ['7200'] },
    ],
  },
  { value: 'password', label: say.withoutMfa, entries: [{ ...MFA, ContextKeyValues: ['false'] }] },
  // As AWS has it, a request with a long-term key says nothing of MFA.
  { value: 'key', label: say.withKey, entries: [] },
] as const;

interface Props {
  user: User;
  /** A document that is not saved yet, and which one it would replace. */
  tried?: Tried;
  onFaults?: (faults: readonly Fault[]) => void;
  /** Lines of that document that decided. */
  onDecided?: (lines: ReadonlySet<number>) => void;
}

/** One request, and what the user's policies say of it. */
export function TryPolicies({ user, tried, onFaults, onDecided }: Props) {
  const [resource, setResource] = useState<(typeof resources)[number]['value']>('user');
  const [way, setWay] = useState<(typeof ways)[number]['value']>('fresh');
  const [decision, setDecision] = useState<Decision>();
  const names = useId();
  // What was said of another text is not left standing.
  useEffect(() => setDecision(undefined), [tried?.document]);

  function forget() {
    setDecision(undefined);
    onDecided?.(new Set());
  }

  async function ask({ Action = '' }: Record<string, string>) {
    const input: Actions['SimulatePrincipalPolicy'][0] = {
      PolicySourceArn: user.Arn,
      ActionNames: [Action.trim()],
      ResourceArns: [arnOf(resource, user)],
      ContextEntries: [...(ways.find(({ value }) => value === way)?.entries ?? [])].map(entry => ({
        ...entry,
        ContextKeyValues: [...entry.ContextKeyValues],
      })),
      ...(tried && { PolicyInputList: [tried.document] }),
      ...(tried?.replaces !== undefined && { ReplacedPolicyName: tried.replaces }),
    };
    try {
      const { EvaluationResults } = await act('SimulatePrincipalPolicy', input);
      const found = EvaluationResults[0] && (await withDocuments(EvaluationResults[0], user, tried));
      setDecision(found);
      onDecided?.(
        new Set(found?.by.filter(({ unsaved }) => unsaved).flatMap(({ first, last }) => range(first, last))),
      );
    } catch (error) {
      if (!(error instanceof Problem && error.faults && onFaults)) throw error;
      onFaults(error.faults);
    }
  }

  return (
    <Section title={say.tryIt} intro={fill(tried ? say.tryUnsaved : say.trySaved, { name: user.UserName })}>
      <Form submit={say.tryIt} blame="Action" action={ask} onAttempt={forget}>
        <Field
          name="Action"
          label={say.action}
          wrong={say.actionRule}
          pattern="\s*[\w\-]{1,64}:\w{1,64}\s*"
          value="iam:ResyncMFADevice"
          list={names}
          autocomplete="off"
        />
        <datalist id={names}>
          {TRIED_ACTIONS.map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <div class="pair">
          <SelectField
            name="resource"
            label={say.resource}
            options={resources}
            value={resource}
            onChange={setResource}
          />
          <SelectField name="way" label={say.requestComes} options={ways} value={way} onChange={setWay} />
        </div>
        <p class="hint">{say.resourceHint}</p>
      </Form>
      {decision && <Verdict decision={decision} />}
    </Section>
  );
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

function arnOf(resource: (typeof resources)[number]['value'], { Arn, UserName }: User): string {
  const [, account] = /^(arn:aws:iam::\d+:)/.exec(Arn) ?? [];
  switch (resource) {
    case 'user':
      return Arn;
    case 'other':
      return `${account}user/not-${UserName}`;
    case 'device':
      return `${account}mfa/${UserName}`;
    case 'all':
      return '*';
  }
}
