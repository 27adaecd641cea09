import { circumstances, type Letter } from '../mail/letter.ts';
import { nameInMail } from '../notices/notice.ts';
import type { Context } from '../ports.ts';
import type { Person } from './person.ts';

type Knows = Pick<Context, 'now' | 'caller' | 'relyingParty'>;

/** What the new address is asked; whoever reads there may know nothing of it. */
export function addressLetter(
  context: Knows,
  person: Person,
  purpose: 'sign-in-address' | 'contact-address',
  url: string,
): Letter {
  const { name, origin } = context.relyingParty;
  const wanted =
    purpose === 'sign-in-address'
      ? 'This address was named as the new one to sign in with. It counts from when you confirm it:'
      : 'This address was named as the one for mails about the account below. Please confirm that you read here:';
  return {
    subject: `${name}: Confirm your e-mail address`,
    parts: [
      wanted,
      { button: { label: 'Confirm this address', url } },
      'The link works once, and for a day.',
      { facts: [['Account', `${nameInMail(person)} at ${origin}`], ...circumstances(context)] },
      'If you know nothing of this, do not confirm it, and nothing more will happen.',
    ],
  };
}
