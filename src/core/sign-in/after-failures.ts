import type { Proof } from '../devices/proof.ts';
import { composeNotice, type Notice, quoted } from '../notices/notice.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';

/** Mistyping once or twice is nothing to write about. */
const WRONG_CODES = 3;

/**
 * Whoever signs in after wrong codes may have guessed, and knew the password in any case: the person is told
 * (ASVS 6.3.5). The device is as it was when this attempt had been counted.
 */
export function noticeOfFailures(
  context: Pick<Context, 'now' | 'random' | 'caller' | 'relyingParty'>,
  person: Person,
  { by, device }: Proof,
): Notice | undefined {
  if (by !== 'code' || device.failures - 1 < WRONG_CODES) return undefined;
  const sentence = `A sign-in succeeded after several wrong codes of your MFA device ${quoted(device.name)}.`;
  return composeNotice(context, person, person, sentence);
}
