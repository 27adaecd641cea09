import type * as z from 'zod';
import type { Action, Upload } from '../../core/actions/action.ts';
import type { Principal, SessionPrincipal } from '../../core/policy/principal.ts';
import type { Context } from '../../core/ports.ts';
import type { Refusal } from '../../core/refusal.ts';

/**
 * One address of the JSON surface. Routes, validation and the OpenAPI document are made from the same value.
 * A GET takes no input and changes nothing; a POST takes one JSON object.
 */
export interface Operation<Input extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  /** Who may call: `anyone`, the browser that holds a `flow`, a `session`, or a session or an API `key`. */
  readonly needs: 'anyone' | 'flow' | 'session' | 'key';
  readonly input?: Input;
  /** The body is a file; the input comes in a header. */
  readonly takesFile?: true | undefined;
  readonly output: z.ZodType;
  /** The management operation that it carries out; what is only for the gateway's own pages has none. */
  readonly action?: Action;
  handle(exchange: Exchange, input: z.output<Input>): Promise<unknown | Refusal>;
}

/** One request as an operation sees it. */
export interface Exchange {
  readonly context: Context;
  /** Tokens of the cookies that came along. */
  readonly sessionToken: string | undefined;
  readonly flowToken: string | undefined;
  /** Set where the operation needs a session or a key. */
  readonly principal: Principal | undefined;
  /** Set where the operation takes a file. */
  readonly upload: Upload | undefined;
  setSession(token: string): void;
  /** `lifetime`: where it is longer than a sign-in's, milliseconds. */
  setFlow(token: string, lifetime?: number): void;
  clearSession(): void;
  clearFlow(): void;
}

export function operation<Input extends z.ZodType>(definition: Operation<Input>): Operation {
  return definition as unknown as Operation;
}

/** An operation that needs a session gets its principal. */
export function sessionOperation<Input extends z.ZodType>(
  definition: Omit<Operation<Input>, 'needs' | 'handle'> & {
    handle(
      exchange: Exchange,
      principal: SessionPrincipal,
      input: z.output<Input>,
    ): Promise<unknown | Refusal>;
  },
): Operation {
  return operation<Input>({
    ...definition,
    needs: 'session',
    handle: async (exchange, input) => {
      const { principal } = exchange;
      if (principal?.by !== 'session') throw new TypeError('a session operation ran without a session');
      return definition.handle(exchange, principal, input);
    },
  });
}
