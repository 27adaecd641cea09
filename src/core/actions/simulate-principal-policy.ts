import * as z from 'zod';
import { comparable } from '../identifiers.ts';
import { arnOf, type Person } from '../people/person.ts';
import { type Decision, evaluate, type NamedPolicy } from '../policy/evaluate.ts';
import { readDocument, refuseTooMuch } from '../policy/inline.ts';
import { readPolicies } from '../policy/policies.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { noSuchUser } from './perform.ts';
import { policyDocument, policyName } from './policy-input.ts';
import { contextEntries, keysIn } from './simulated-context.ts';

/** Of each action on each resource: what is decided at one request is bounded. */
const MOST_RESULTS = 32;
const position = z.object({ Line: z.int(), Column: z.int() });

export const SimulatePrincipalPolicy = defineAction({
  name: 'SimulatePrincipalPolicy',
  summary: "Tells what a user's policies say of an action, and which statements say it.",
  advice:
    'About policies alone: the gateway asks more of some actions, like a fresh proof, and nobody acts on the owner. Policies in PolicyInputList are tried together with those that the user has, as if they were stored; ReplacedPolicyName leaves out the stored one that they would replace. Without a resource it is asked about *. Without aws:MultiFactorAuthPresent the request is one with a long-term key; with it, and no aws:MultiFactorAuthAge, the proof is new. Without aws:SourceIp it comes from where this one comes from.',
  about: 'person',
  subject: ({ PolicySourceArn }) => PolicySourceArn.split('/').slice(1).at(-1),
  reach: 'self',
  proof: 'session',
  input: z.strictObject({
    PolicySourceArn: z
      .string()
      .max(2048)
      .regex(
        /^arn:aws:iam::\d{12}:(root|user\/([\u0021-\u007E]{1,512}\/)?[\w+=,.@-]{1,128})$/,
        'This is not the ARN of a user.',
      )
      .describe('The ARN of the user whose policies are asked.'),
    ActionNames: z
      .array(z.string().regex(/^[\w-]{1,64}:\w{1,64}$/, 'An action is a name like iam:GetUser.'))
      .min(1)
      .max(MOST_RESULTS),
    ResourceArns: z
      .array(
        z.string().regex(/^(\*|arn:[\u0021-\u007E]{1,252})$/, 'A resource is * or an ARN, without spaces.'),
      )
      .min(1)
      .max(MOST_RESULTS)
      .optional(),
    ContextEntries: contextEntries.optional(),
    PolicyInputList: z.array(policyDocument).max(16).optional(),
    ReplacedPolicyName: policyName.optional(),
  }),
  output: z.object({
    EvaluationResults: z.array(
      z.object({
        EvalActionName: z.string(),
        EvalResourceName: z.string(),
        EvalDecision: z.enum(['allowed', 'explicitDeny', 'implicitDeny']),
        MatchedStatements: z.array(
          z.object({
            SourcePolicyId: z.string(),
            SourcePolicyType: z.enum(['aws-managed', 'user', 'none']),
            StartPosition: position,
            EndPosition: position,
          }),
        ),
        MissingContextValues: z.array(z.string()),
      }),
    ),
    IsTruncated: z.boolean(),
  }),
  async handle({ target, caller }, input) {
    const { PolicySourceArn, ActionNames, ResourceArns = ['*'], ContextEntries = [] } = input;
    // Another account, another path, or the owner's ARN from a user: the name alone has found somebody.
    if (comparable(arnOf(target)) !== comparable(PolicySourceArn)) return noSuchUser(PolicySourceArn);
    if (isThereTwice(ActionNames.map(name => name.toLowerCase())) || isThereTwice(ResourceArns)) {
      return refuse('InvalidInput', { message: 'Name each action and each resource once.' });
    }
    if (ActionNames.length * ResourceArns.length > MOST_RESULTS) {
      return refuse('InvalidInput', { message: `At most ${MOST_RESULTS} results at once.` });
    }
    const keys = keysIn(ContextEntries, target, caller.address);
    const policies = policiesTried(target, input.PolicyInputList ?? [], input.ReplacedPolicyName);
    if (policies instanceof Refusal) return policies;
    const decide = (action: string, resource: string): Decision =>
      policies === 'above' ? ABOVE : evaluate(policies, { action, resource, keys });
    return {
      EvaluationResults: ActionNames.flatMap(action =>
        ResourceArns.map(resource => show(action, resource, decide(action, resource))),
      ),
      IsTruncated: false,
    };
  },
});

function isThereTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

/** Nothing asks the owner's policies. */
const ABOVE: Decision = { effect: 'allowed', by: [] };

/** What the user would have if the documents were stored; what cannot be stored is not tried either. */
function policiesTried(
  user: Person,
  documents: readonly string[],
  replaced: string | undefined,
): readonly NamedPolicy[] | 'above' | Refusal {
  const tried: NamedPolicy[] = [];
  for (const [at, document] of documents.entries()) {
    const policy = readDocument(document);
    if (policy instanceof Refusal) return policy;
    tried.push({ name: `PolicyInputList.${at + 1}`, policy });
  }
  if (user.kind === 'owner') return 'above';
  const { inline, all } = readPolicies(user.policies);
  const kept = [...inline].filter(([name]) => name !== replaced).map(([, document]) => document);
  const stored = all.filter(({ name, source }) => source !== 'user' || name !== replaced);
  return refuseTooMuch([...kept, ...documents], user.userName) ?? [...stored, ...tried];
}

function show(EvalActionName: string, EvalResourceName: string, { effect, by }: Decision) {
  return {
    EvalActionName,
    EvalResourceName,
    EvalDecision: effect,
    MatchedStatements: by.map(({ policy, source, start, end }) => ({
      SourcePolicyId: policy,
      SourcePolicyType: source ?? ('none' as const),
      StartPosition: { Line: start.line, Column: start.column },
      EndPosition: { Line: end.line, Column: end.column },
    })),
    MissingContextValues: [],
  };
}
