import * as z from 'zod';
import { email, existingUserName } from '../inputs.ts';
import { tooManyMails } from '../mail/limits.ts';
import { mailLink } from '../mail/link.ts';
import { addressLetter } from '../people/address-letter.ts';
import { COOL_OFF } from '../recovery/cool-off.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const SetContactEmail = defineAction({
  name: 'SetContactEmail',
  summary:
    'Says where notices to a person go, for the owner besides the address that signs in; without Email nowhere. The address before is told. In the console, a link that is mailed to the new one confirms it.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName.optional(), Email: email.optional() }),
  output: nothing,
  async handle(context, { Email }) {
    const { now, store, principal, target, sendsMail, audit } = context;
    // Nothing changes, and nobody is told: a client that repeats a request whose answer it lost.
    if (target.contactEmail === Email && (Email === undefined || target.contactEmailConfirmedAt)) return {};
    // A confirmed address gets links for new passwords, and no key is a way to those: what it sets stays unconfirmed.
    const mailed =
      Email !== undefined && sendsMail && principal.by === 'session'
        ? await mailLink(context, { personId: target.id, purpose: 'contact-address', address: Email }, url =>
            addressLetter(context, target, 'contact-address', url),
          )
        : undefined;
    const event = audit(undefined, 'The address for notices to you was changed.');
    const done = await store.setContactEmail(target.id, Email, mailed, now + COOL_OFF, event);
    return done ? {} : ((await tooManyMails(context, target.id)) ?? refuse('NoSuchEntity'));
  },
});
