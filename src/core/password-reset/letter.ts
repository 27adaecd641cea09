import { circumstances, type Letter } from '../mail/letter.ts';
import { nameInMail } from '../notices/notice.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';

type Knows = Pick<Context, 'now' | 'caller' | 'relyingParty'>;

export function passwordLetter(
  context: Knows,
  person: Pick<Person, 'id' | 'userName' | 'email'>,
  url: string,
): Letter {
  const { name, origin } = context.relyingParty;
  return {
    subject: `${name}: Choose a new password`,
    parts: [
      'Somebody asked for a new password for your account. If it was you, choose one here:',
      { button: { label: 'Choose a new password', url } },
      'The link works once, and for 15 minutes. Afterwards you sign in with the new password, and with your MFA device if you have one.',
      { facts: [['Account', `${nameInMail(person)} at ${origin}`], ...circumstances(context)] },
      'If it was not you, you need not do anything: your password stays as it is.',
    ],
  };
}
