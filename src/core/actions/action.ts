import type * as z from 'zod';
import type { AuditEvent } from '../audit/event.ts';
import type { Refused } from '../inventory/token.ts';
import type { Person } from '../people/person.ts';
import type { Demands } from '../policy/decide.ts';
import type { Principal } from '../policy/principal.ts';
import type { Awaitable, Context, Store } from '../ports.ts';
import type { Refusal } from '../refusal.ts';

/** What a handler works with: the request, who asks, whom it is about, and a ready audit row of its success. */
export interface ActionContext extends Context {
  readonly principal: Principal;
  /** The person acted on: the one that `UserName` names, or the caller. */
  readonly target: Person;
  /** Whether the caller's policies allow him another action on this ARN, with what this request shows. */
  readonly may: (action: string, arn: string) => boolean;
  /** Whether the gate lets him do to this person what he is doing. */
  readonly mayTo: (person: Person) => boolean;
  /** Whether this request comes with all rights, now: only then does it give any over others. */
  readonly allRights: boolean;
  /**
   * The row to store with the change; `resource` names what was changed. With a `notice`, one sentence in the past
   * tense, the person acted on is told by mail, in the same transaction.
   */
  readonly audit: (resource: string | undefined, notice?: string) => AuditEvent;
  /** The file that came with the request; set where the action takes one. */
  readonly upload: Upload | undefined;
}

/** A file on its way in. Nobody knows how long it takes, so each look at the clock is a new one. */
export interface Upload {
  /** The last one says why, where the file broke off. */
  readonly chunks: AsyncIterable<Uint8Array | Refused>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * One management operation: the unit of authorization, audit and API. Validation, the gate, the audit log, the
 * JSON codec, the command line and the OpenAPI document all read this; adding one is adding a file and a line in
 * `table.ts`.
 */
export interface Action<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType>
  extends Demands {
  readonly name: string;
  /** Which of the AWS services has it; undefined: IAM. STS actions need no permission (contract section 5). */
  readonly service?: 'sts';
  readonly summary: string;
  /** What whoever calls it should know besides; for the reference. */
  readonly advice?: string;
  /** The topic of the help page that says more. */
  readonly help?: string;
  readonly input: Input;
  readonly output: Output;
  /** `person`: about the one that `UserName` names, the caller without it. `account`: `UserName`, if any, is only data. */
  readonly about: 'person' | 'account';
  /** Names that person where it is not `UserName` that does; undefined: the caller. */
  subject?(input: z.output<Input>): string | undefined;
  /** The ARN that policies are asked about, where it is neither the person's nor `*`. */
  resource?(input: z.output<Input>, caller: Person, store: Store): Awaitable<string>;
  /**
   * For what is named without its person: finds whose it is. Nobody's, a foreign account's and one whose holder the caller
   * may not act on are refused in the same words, so that ids tell nothing (security.md C7).
   */
  readonly holder?: {
    find(store: Store, input: z.output<Input>): Promise<Person | undefined>;
    missing(input: z.output<Input>): Refusal;
  };
  /** The request's body is a file; the input comes beside it. */
  readonly takesFile?: true;
  handle(context: ActionContext, input: z.output<Input>): Promise<z.input<Output> | Refusal>;
  /**
   * True when this is an exact repeat of a request that was just carried out. Asked where a proof is missing: the
   * request itself may be why, and a client that lost the answer deserves it. Changes nothing.
   */
  repeats?(context: ActionContext, input: z.output<Input>): Promise<boolean>;
}

/** Keeps the types of input and output together. */
export function defineAction<Input extends z.ZodType, Output extends z.ZodType>(
  action: Action<Input, Output>,
): Action<Input, Output> {
  return action;
}
