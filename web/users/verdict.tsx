import { useEffect, useRef } from 'preact/hooks';
import type { Actions, User } from '../api-types.ts';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { linesOf, NumberedText } from './numbered-text.tsx';
import { builtInDocument, ownDocument } from './policy-documents.ts';

type Result = Actions['SimulatePrincipalPolicy'][1]['EvaluationResults'][number];
type Matched = Result['MatchedStatements'][number];

export interface Tried {
  document: string;
  replaces: string | undefined;
}

export interface Decision {
  effect: Result['EvalDecision'];
  by: readonly { policy: string; unsaved: boolean; first: number; last: number; text: string }[];
}

/** The deciding statements as they are written. */
export async function withDocuments(
  { EvalDecision, MatchedStatements }: Result,
  { UserName }: User,
  tried: Tried | undefined,
): Promise<Decision> {
  const read = ({ SourcePolicyType, SourcePolicyId }: Matched) => {
    if (SourcePolicyType === 'none') return tried?.document ?? '';
    return SourcePolicyType === 'user'
      ? ownDocument(UserName, SourcePolicyId)
      : builtInDocument(SourcePolicyId);
  };
  const by = MatchedStatements.map(async matched => {
    const [first, last] = [matched.StartPosition.Line, matched.EndPosition.Line];
    const unsaved = matched.SourcePolicyType === 'none';
    return {
      policy: unsaved ? say.thisPolicy : matched.SourcePolicyId,
      ...{ unsaved, first, last, text: linesOf(await read(matched), first, last) },
    };
  });
  const statements = await Promise.all(by);
  // What is being written comes first.
  return { effect: EvalDecision, by: statements.sort((a, b) => Number(b.unsaved) - Number(a.unsaved)) };
}

const reasons = { allowed: say.allowedBy, explicitDeny: say.deniedBy, implicitDeny: say.deniedByNone };

/** Allowed or denied, and by which statements of which policies. */
export function Verdict({ decision: { effect, by } }: { decision: Decision }) {
  const allowed = effect === 'allowed';
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div class="verdict" ref={box}>
      <Notice tone={allowed ? 'done' : 'wrong'} title={allowed ? say.allowed : say.denied}>
        {reasons[effect]}
      </Notice>
      {by.map(({ policy, first, last, text }) => (
        <figure key={`${policy} ${first}`}>
          <figcaption>
            {fill(first === last ? say.statementOn : say.statementAt, { policy, first, last })}
          </figcaption>
          <NumberedText text={text} first={first} />
        </figure>
      ))}
      <p class="hint">{say.tryHint}</p>
    </div>
  );
}
