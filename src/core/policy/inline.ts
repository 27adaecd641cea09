import { type Refusal, refuse } from '../refusal.ts';
import { type Policy, readPolicy } from './document.ts';

/** As AWS counts them: all of a user's own documents together, without white space. */
const LONGEST = 2048;
const MOST = 16;
/** ... and with it: every request of the user reads them. */
const LONGEST_AS_WRITTEN = 10_240;

/** A document, or why it is none, with every fault at its line. */
export function readDocument(text: string): Policy | Refusal {
  const policy = readPolicy(text);
  if ('statements' in policy) return policy;
  const [{ line, column, message } = { line: 1, column: 1, message: 'This is no policy.' }] = policy;
  return refuse('MalformedPolicyDocument', {
    message: `Line ${line}, column ${column}: ${message}`,
    faults: policy,
  });
}

/** Undefined when a user may have these documents of his own. */
export function refuseTooMuch(
  documents: readonly string[],
  userName: string | undefined,
): Refusal | undefined {
  if (documents.length > MOST) {
    return refuse('LimitExceeded', {
      message: `A user has at most ${MOST} policies of his own.`,
      known: `Cannot exceed quota for InlinePoliciesPerUser: ${MOST}`,
    });
  }
  const written = documents.join('');
  if (written.replace(/[ \t\r\n]/g, '').length > LONGEST) {
    return refuse('LimitExceeded', {
      message: `The user's own policies have at most ${LONGEST} characters together, white space not counted.`,
      known: `Maximum policy size of ${LONGEST} bytes exceeded for user ${userName}`,
    });
  }
  return written.length > LONGEST_AS_WRITTEN
    ? refuse('LimitExceeded', {
        message: `The user's own policies have at most ${LONGEST_AS_WRITTEN} characters together, white space included.`,
      })
    : undefined;
}
