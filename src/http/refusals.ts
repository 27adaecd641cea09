import type { Reason } from '../core/refusal.ts';

/** What the JSON surface answers: the status, a stable code for programs, a sentence for people. */
export interface WireError {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly code: string;
  readonly message: string;
}

/** Exhaustive: a reason without a line here does not compile. */
export const REFUSALS: Record<Reason, WireError> = {
  NotSignedIn: { status: 401, code: 'NOT_SIGNED_IN', message: 'Sign in to go on.' },
  AccessDenied: { status: 403, code: 'ACCESS_DENIED', message: 'You are not allowed to do this.' },
  InvalidClientTokenId: {
    status: 403,
    code: 'INVALID_CLIENT_TOKEN_ID',
    message: 'The security token included in the request is invalid.',
  },
  ExpiredToken: {
    status: 403,
    code: 'EXPIRED_TOKEN',
    message: 'The security token included in the request is expired',
  },
  StepUpRequired: {
    status: 403,
    code: 'STEP_UP_REQUIRED',
    message: 'Confirm that it is you, then try again.',
  },
  EnrolmentRequired: {
    status: 403,
    code: 'ENROLMENT_REQUIRED',
    message: 'This account requires MFA. Assign a device first.',
  },
  SignInRefused: { status: 401, code: 'SIGN_IN_REFUSED', message: 'The name or the password is not right.' },
  SecondFactorRefused: {
    status: 401,
    code: 'SECOND_FACTOR_REFUSED',
    message: 'That did not work. Wait for the next code, or use your key again. Each code works once.',
  },
  PasskeyRefused: {
    status: 401,
    code: 'PASSKEY_REFUSED',
    message: 'This passkey could not be used to sign in here.',
  },
  FlowEnded: { status: 401, code: 'FLOW_ENDED', message: 'This sign-in has ended. Start again.' },
  DeviceLocked: {
    status: 403,
    code: 'DEVICE_LOCKED',
    message:
      'This device is locked after too many wrong codes. Use another one, or ask whoever manages your account.',
  },
  TooManyAttempts: {
    status: 429,
    code: 'TOO_MANY_ATTEMPTS',
    message: 'Too many attempts. Wait a little and try again.',
  },
  Busy: {
    status: 503,
    code: 'BUSY',
    message: 'Many people are signing in right now. Try again in a moment.',
  },
  RecoveryNotOffered: {
    status: 403,
    code: 'RECOVERY_NOT_OFFERED',
    message: 'You cannot sign in this way. Contact your administrator.',
  },
  RecoveryLinkInvalid: {
    status: 403,
    code: 'RECOVERY_LINK_INVALID',
    message: 'This link was used already, is too old, or was replaced by a newer one.',
  },
  MatchNumberWrong: {
    status: 403,
    code: 'MATCH_NUMBER_WRONG',
    message: 'This is not the number on the page where you started.',
  },
  RecoveryIncomplete: {
    status: 403,
    code: 'RECOVERY_INCOMPLETE',
    message: 'Verify your e-mail address and your phone number first.',
  },
  PasswordUnacceptable: { status: 400, code: 'PASSWORD_UNACCEPTABLE', message: 'Choose another password.' },
  InvalidAuthenticationCode: {
    status: 403,
    code: 'INVALID_AUTHENTICATION_CODE',
    message:
      'These two codes were not accepted. Type two codes that follow each other, both not used before.',
  },
  RegistrationRefused: {
    status: 400,
    code: 'REGISTRATION_REFUSED',
    message: 'This key could not be registered. Start again.',
  },
  SetUpLinkInvalid: {
    status: 403,
    code: 'SET_UP_LINK_INVALID',
    message: 'This set-up link was used already or is too old. Start the gateway again for a new one.',
  },
  LinkInvalid: {
    status: 403,
    code: 'LINK_INVALID',
    message: 'This link was used already, is too old, or a newer one was sent. Ask for a new mail.',
  },
  NoSuchEntity: { status: 404, code: 'NO_SUCH_ENTITY', message: 'There is nothing of that name.' },
  EntityAlreadyExists: {
    status: 409,
    code: 'ENTITY_ALREADY_EXISTS',
    message: 'Something of that name exists already.',
  },
  LimitExceeded: {
    status: 409,
    code: 'LIMIT_EXCEEDED',
    message: 'This would be more than the limit allows.',
  },
  DeleteConflict: { status: 409, code: 'DELETE_CONFLICT', message: 'This is still in use.' },
  LastDevice: {
    status: 409,
    code: 'LAST_DEVICE',
    message: 'This account requires MFA and this is your last device. Assign another one first.',
  },
  InvalidInput: { status: 400, code: 'INVALID_INPUT', message: 'This cannot be done.' },
  MalformedPolicyDocument: {
    status: 400,
    code: 'MALFORMED_POLICY_DOCUMENT',
    message: 'This is not a policy.',
  },
  ConcurrentModification: {
    status: 409,
    code: 'CONCURRENT_MODIFICATION',
    message: 'Somebody else changed this at the same time. Look at it and try again.',
  },
  PhoneNumberUnacceptable: {
    status: 400,
    code: 'PHONE_NUMBER_UNACCEPTABLE',
    message: 'This phone number cannot be used.',
  },
  CarrierUnavailable: {
    status: 503,
    code: 'CARRIER_UNAVAILABLE',
    message: 'The phone cannot be reached right now. Try again in a few minutes.',
  },
  ChallengeEnded: {
    status: 403,
    code: 'CHALLENGE_ENDED',
    message: 'This call or message is over. Start another one.',
  },
  PhoneCodeWrong: { status: 403, code: 'PHONE_CODE_WRONG', message: 'This is not the code. Try again.' },
};

/** What Signature V4 refuses, by AWS's codes; the sentence is the verifier's own (sigv4/verify.ts). */
const SIGNATURE_ERRORS = {
  MissingAuthenticationToken: {
    status: 403,
    code: 'MISSING_AUTHENTICATION_TOKEN',
    message: 'This request has no signature that is known here.',
  },
  IncompleteSignature: {
    status: 400,
    code: 'INCOMPLETE_SIGNATURE',
    message: 'A part of the signature is missing.',
  },
  SignatureDoesNotMatch: {
    status: 403,
    code: 'SIGNATURE_DOES_NOT_MATCH',
    message: 'The signature does not belong to this request.',
  },
} as const satisfies Record<string, WireError>;

/** Refused before a use case is reached. */
export const REQUEST_ERRORS = {
  ...SIGNATURE_ERRORS,
  signedFile: {
    status: 403,
    code: 'SIGNED_UPLOAD',
    message: 'A file cannot be signed. Send it with an API key, or from the console.',
  },
  validation: { status: 400, code: 'VALIDATION_ERROR', message: 'Invalid request parameters' },
  contentType: {
    status: 415,
    code: 'UNSUPPORTED_CONTENT_TYPE',
    message: 'Send JSON with the content type application/json.',
  },
  fileType: {
    status: 415,
    code: 'UNSUPPORTED_CONTENT_TYPE',
    message: 'Send the file itself, as text/csv or application/pskc+xml.',
  },
  tooLarge: { status: 413, code: 'BODY_TOO_LARGE', message: 'The request is larger than 64 kB.' },
  origin: {
    status: 403,
    code: 'FOREIGN_ORIGIN',
    message: 'This request comes from another site and was not carried out.',
  },
  notFound: { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' },
  method: { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'This address does not take that method.' },
  unavailable: {
    status: 503,
    code: 'UNAVAILABLE',
    message: 'The service cannot answer right now. Nothing was changed. Try again soon.',
  },
  internal: {
    status: 500,
    code: 'INTERNAL',
    message: 'Something went wrong here. Nothing is wrong with what you sent.',
  },
} as const satisfies Record<string, WireError>;

/** What the JSON surface says of a signature that counts for nothing. */
export function signatureError(code: string): WireError {
  const known: Record<string, WireError> = { ...REFUSALS, ...SIGNATURE_ERRORS };
  return known[code] ?? REQUEST_ERRORS.validation;
}
