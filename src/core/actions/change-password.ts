import * as z from 'zod';
import { typedPassword } from '../inputs.ts';
import { checkNewPassword, normalized } from '../password/rules.ts';
import { sessionOf } from '../policy/principal.ts';
import { Refusal, refuse } from '../refusal.ts';
import { checkPassword, counterOfPerson } from '../sign-in/check-password.ts';
import { networkOf } from '../throttle/network.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const ChangePassword = defineAction({
  name: 'ChangePassword',
  summary: "Changes the caller's own password and ends all of the caller's other sessions.",
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileRecovered: true,
  input: z.strictObject({ OldPassword: typedPassword, NewPassword: z.string().max(1024) }),
  output: nothing,
  async handle(context, { OldPassword, NewPassword }) {
    const { store, passwords, principal, audit } = context;
    const { person } = principal;
    const unacceptable = checkNewPassword(NewPassword, [person.userName, person.email]);
    if (unacceptable !== undefined) return unacceptable;
    if (normalized(OldPassword) === normalized(NewPassword)) {
      return refuse('PasswordUnacceptable', { message: 'Choose a password that is not the old one.' });
    }
    const right = await checkPassword(context, counterOfPerson(person), person.password, OldPassword);
    if (right instanceof Refusal) return right;
    if (!right) return refuse('SignInRefused', { message: 'The old password is not right.' });
    const phc = await passwords.hash(normalized(NewPassword), networkOf(context.caller.address));
    const replacement = { phc, state: 'own', expiresAt: undefined } as const;
    const changed = await store.setPassword(
      person.id,
      replacement,
      person.password,
      sessionOf(principal)?.id,
      audit(undefined, 'Your password was changed.'),
    );
    return changed ? {} : refuse('SignInRefused', { message: 'The old password is not right.' });
  },
});
