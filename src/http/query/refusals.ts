import type { Reason, Refusal } from '../../core/refusal.ts';
import { AwsError } from '../aws-error.ts';
import { REFUSALS } from '../refusals.ts';

interface Known {
  readonly status: number;
  readonly code: string;
  /** Where AWS clients, or people who read their output, know a sentence. */
  readonly message?: string;
}

const DENIED: Known = { status: 403, code: 'AccessDenied' };
const NO_MFA: Known = {
  ...DENIED,
  message:
    'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.',
};
const WRONG_CODE: Known = {
  status: 403,
  code: 'InvalidAuthenticationCode',
  message: 'Authentication code for device is not valid.',
};
const INVALID: Known = { status: 400, code: 'InvalidInput' };
const AWAY: Known = { status: 503, code: 'ServiceUnavailable' };

/** Exhaustive: a reason without a line here does not compile (contract section 6). */
const KNOWN: Record<Reason, Known> = {
  NotSignedIn: {
    status: 403,
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token',
  },
  AccessDenied: DENIED,
  InvalidClientTokenId: { status: 403, code: 'InvalidClientTokenId' },
  ExpiredToken: { status: 403, code: 'ExpiredToken' },
  StepUpRequired: NO_MFA,
  EnrolmentRequired: NO_MFA,
  SignInRefused: DENIED,
  SecondFactorRefused: DENIED,
  PasskeyRefused: DENIED,
  FlowEnded: DENIED,
  // No code of its own: it would tell a guesser when to go on (contract 7.3).
  DeviceLocked: WRONG_CODE,
  // Clients wait before they ask again, and they do ask again.
  TooManyAttempts: { status: 400, code: 'Throttling', message: 'Rate exceeded' },
  Busy: AWAY,
  RecoveryNotOffered: DENIED,
  RecoveryLinkInvalid: DENIED,
  MatchNumberWrong: DENIED,
  RecoveryIncomplete: DENIED,
  PasswordUnacceptable: { status: 400, code: 'PasswordPolicyViolation' },
  InvalidAuthenticationCode: WRONG_CODE,
  RegistrationRefused: INVALID,
  SetUpLinkInvalid: DENIED,
  LinkInvalid: DENIED,
  NoSuchEntity: { status: 404, code: 'NoSuchEntity' },
  EntityAlreadyExists: { status: 409, code: 'EntityAlreadyExists' },
  // Never `LimitExceededException`, which clients send again.
  LimitExceeded: { status: 409, code: 'LimitExceeded' },
  DeleteConflict: { status: 409, code: 'DeleteConflict' },
  LastDevice: { status: 409, code: 'DeleteConflict' },
  InvalidInput: INVALID,
  MalformedPolicyDocument: { status: 400, code: 'MalformedPolicyDocument' },
  ConcurrentModification: { status: 409, code: 'ConcurrentModification' },
  PhoneNumberUnacceptable: INVALID,
  CarrierUnavailable: AWAY,
  ChallengeEnded: DENIED,
  PhoneCodeWrong: DENIED,
};

/** What AWS would say of this refusal: the sentence that its clients know, else the one for people. */
export function awsRefusal({ reason, details }: Refusal): AwsError {
  const { status, code, message } = KNOWN[reason];
  const sentence = details.known ?? details.message ?? message ?? REFUSALS[reason].message;
  return new AwsError(status, code, sentence);
}
