import { INITIAL_PASSWORD_LIFETIME } from '../password/initial.ts';
import { checkNewPassword, normalized } from '../password/rules.ts';
import type { NewPassword } from '../people/store.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { networkOf } from '../throttle/network.ts';
import type { ActionContext } from './action.ts';

/**
 * A password that an administrator chose for a user: whoever gives it knows it, so it is good for one sign-in that
 * sets an own one, unless he
 * has all rights and says in as many words that it need not be (AWS takes silence for that).
 */
export async function givenPassword(
  { now, passwords, caller, target, allRights }: ActionContext,
  password: string,
  resetRequired = true,
): Promise<NewPassword | Refusal> {
  // A password of his choice that lasts would let him be that user for good, and whatever becomes of that user.
  if (!resetRequired && !allRights) {
    return refuse('AccessDenied', {
      message:
        'Only an administrator with all rights gives a password that lasts. Leave PasswordResetRequired out, or make it true.',
    });
  }
  const unacceptable = checkNewPassword(password, [target.userName, target.contactEmail]);
  if (unacceptable !== undefined) return unacceptable;
  const phc = await passwords.hash(normalized(password), networkOf(caller.address));
  return resetRequired
    ? { phc, state: 'initial', expiresAt: now + INITIAL_PASSWORD_LIFETIME }
    : { phc, state: 'own', expiresAt: undefined };
}

export function noLoginProfile(userName: string | undefined): Refusal {
  return refuse('NoSuchEntity', {
    message: 'This user has no password.',
    known: `Login Profile for User ${userName} cannot be found.`,
  });
}
