import type { AccessKey } from '../access-keys.ts';

/** A key of a person, or of a session that GetSessionToken gave. */
export interface Credentials extends AccessKey {
  readonly sessionToken?: string;
}

export interface Connection {
  /** What people give as `--endpoint-url`. */
  readonly endpoint: string;
  /** Undefined: the request is not signed. */
  readonly credentials: Credentials | undefined;
  /** The file of a private CA. */
  readonly ca?: string | undefined;
  readonly region?: string;
  /** How often a request is sent at most; the client's own number without it. */
  readonly attempts?: number;
  /** How far Python's clock is behind, in seconds. */
  readonly late?: number;
}

/** What came of a call, as the client tells whoever called. */
export interface Outcome {
  readonly output: Record<string, unknown>;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    /** The class that a program catches; undefined where the client knows none of that name. */
    readonly exception: string | undefined;
  };
  /** Of a command: how it ended, and what it printed. */
  readonly status?: number | null;
  readonly printed?: string;
  readonly complained?: string;
}

export type Service = 'iam' | 'sts';
export type Input = Record<string, unknown>;

/** A client of AWS as people have it, not changed in the least. Operations and members are named as AWS names them. */
export interface AwsProgram {
  readonly name: 'aws-cli' | 'boto3' | 'sdk-js';
  readonly version: string;
  call(to: Connection, operation: string, input?: Input): Promise<Outcome>;
  /** All pages of a list, so many on each, by the client's own paginator; the lists are joined. */
  pages(to: Connection, operation: string, pageSize: number, input?: Input): Promise<Outcome>;
  waitForUser(to: Connection, userName: string): Promise<Outcome>;
  stop(): Promise<void>;
}

/** The service that has an operation. */
export function serviceOf(operation: string): Service {
  return /^Get(CallerIdentity|SessionToken)$/.test(operation) ? 'sts' : 'iam';
}

/** The output of a call that must have been carried out. */
export function done(outcome: Outcome): Record<string, unknown> {
  if (outcome.error) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.output;
}
