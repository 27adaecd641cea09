import { circumstances, type Letter } from '../mail/letter.ts';
import { displayName, type Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { LINK_LIFETIME } from './recovery.ts';

/**
 * The token of the "this was not me" link: the same in all mails of a recovery, so that none of them goes stale. Made from the
 * flow's token, which only the starting browser holds, and of no use for going back to it.
 */
export async function notMeToken({ digest }: Pick<Context, 'digest'>, flowToken: string): Promise<string> {
  return digest.sha256(`not-me|${flowToken}`);
}

export function notMeLink({ relyingParty }: Pick<Context, 'relyingParty'>, token: string) {
  return { label: 'This was not me', url: `${relyingParty.origin}/not-me#${token}` };
}

/** The first step of the way back in: whoever reads this reads the person's mail. */
export function verificationLetter(context: Context, person: Person, token: string, notMe: string): Letter {
  const { relyingParty } = context;
  return {
    subject: `${relyingParty.name}: confirm that you want to sign in without your MFA device`,
    parts: [
      `Somebody typed the password of ${displayName(person)} and asked to sign in to ${relyingParty.name} without the MFA device.`,
      `If it was you, open this link within ${LINK_LIFETIME / 60_000} minutes. It works once. After that we verify your phone number.`,
      { button: { label: 'Verify my e-mail address', url: `${relyingParty.origin}/recover#${token}` } },
      { facts: circumstances(context) },
      'If it was not you, somebody knows your password. Stop this, then change your password:',
      { button: notMeLink(context, notMe) },
      `Nobody from ${relyingParty.name} will ever ask you for this link.`,
    ],
  };
}
