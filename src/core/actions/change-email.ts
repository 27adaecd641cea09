import * as z from 'zod';
import { comparable } from '../identifiers.ts';
import { email } from '../inputs.ts';
import { tooManyMails } from '../mail/limits.ts';
import { mailLink } from '../mail/link.ts';
import { addressLetter } from '../people/address-letter.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

/** Nothing here looks whether the new address is somebody's: the answer must not tell. */
export const ChangeEmail = defineAction({
  name: 'ChangeEmail',
  summary:
    "Mails a link to the owner's new address to sign in with; it counts when the link is opened. The address before is told at once.",
  about: 'account',
  reach: 'owner',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ Email: email }),
  output: nothing,
  async handle(context, { Email }) {
    const { store, principal, sendsMail, audit } = context;
    const { person } = principal;
    const address = comparable(Email);
    if (!sendsMail) return refuse('InvalidInput', { message: 'This gateway sends no mail.' });
    if (address === person.email) {
      return refuse('InvalidInput', { message: 'This is the address that you sign in with already.' });
    }
    const link = { personId: person.id, purpose: 'sign-in-address', address } as const;
    const mailed = await mailLink(context, link, url => addressLetter(context, person, link.purpose, url));
    const notice = 'Another address to sign in with was named; it counts once it is confirmed.';
    const done = await store.mailSignInAddressLink(mailed, audit(undefined, notice));
    return done ? {} : ((await tooManyMails(context, person.id)) ?? refuse('NoSuchEntity'));
  },
});
