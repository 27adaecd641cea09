import type { PolicyFault } from './policy/document.ts';

/**
 * Why a use case said no. A refusal is a value that a codec maps to its wire; a bug is an exception.
 * The names follow the AWS error codes where one exists, so that the Query codec can speak them unchanged.
 */
export type Reason =
  // who is asking
  | 'NotSignedIn'
  | 'AccessDenied'
  | 'InvalidClientTokenId'
  | 'ExpiredToken'
  | 'StepUpRequired'
  | 'EnrolmentRequired'
  // signing in: one answer for every cause, the audit log keeps which
  | 'SignInRefused'
  | 'SecondFactorRefused'
  | 'PasskeyRefused'
  | 'FlowEnded'
  | 'DeviceLocked'
  | 'TooManyAttempts'
  | 'Busy'
  // coming back in without the device
  | 'RecoveryNotOffered'
  | 'RecoveryLinkInvalid'
  | 'MatchNumberWrong'
  | 'RecoveryIncomplete'
  // what was asked
  | 'PasswordUnacceptable'
  | 'InvalidAuthenticationCode'
  | 'RegistrationRefused'
  | 'SetUpLinkInvalid'
  | 'LinkInvalid'
  | 'NoSuchEntity'
  | 'EntityAlreadyExists'
  | 'LimitExceeded'
  | 'DeleteConflict'
  | 'LastDevice'
  | 'InvalidInput'
  | 'MalformedPolicyDocument'
  | 'ConcurrentModification'
  // phones
  | 'PhoneNumberUnacceptable'
  | 'CarrierUnavailable'
  | 'ChallengeEnded'
  | 'PhoneCodeWrong';

export interface RefusalDetails {
  /** A sentence for a person, where the reason's own is too general. Never a secret, never what was typed. */
  readonly message?: string;
  /** The sentence that clients of AWS know for it, where it has another one (aws-query-contract.md section 6). */
  readonly known?: string;
  /** Seconds, 1 or more, after which trying again can succeed. */
  readonly retryAfter?: number;
  /** Of a policy: each fault at its line. */
  readonly faults?: readonly PolicyFault[];
}

export class Refusal {
  readonly reason: Reason;
  readonly details: RefusalDetails;

  constructor(reason: Reason, details: RefusalDetails = {}) {
    this.reason = reason;
    this.details = details;
  }
}

export function refuse(reason: Reason, details?: RefusalDetails): Refusal {
  return new Refusal(reason, details);
}
