import { circumstances, type Letter } from '../mail/letter.ts';
import { type NoticeLink, nameInMail } from '../notices/notice.ts';
import type { Person } from '../people/person.ts';
import { textOf } from '../phone/sealed.ts';
import type { Context } from '../ports.ts';
import { CANCELLABLE_FOR, cancelContext, LINK_LIFETIME, type Recovery } from './recovery.ts';

/** Random, not made of anything that the browser holds: whoever only knows the password must not be able to say it. */
export async function notMeToken({ seal }: Pick<Context, 'seal'>, recovery: Recovery): Promise<string> {
  return textOf(await seal.open(recovery.sealedCancelToken, cancelContext(recovery.id)));
}

export function notMeLink(
  { now, relyingParty }: Pick<Context, 'now' | 'relyingParty'>,
  token: string,
): NoticeLink {
  const url = `${relyingParty.origin}/not-me#${token}`;
  return { label: 'This was not me', url, expiresAt: now + CANCELLABLE_FOR };
}

/** The first step of the way back in: whoever reads this reads the person's mail. */
export function verificationLetter(context: Context, person: Person, token: string, notMe: string): Letter {
  const { relyingParty } = context;
  return {
    subject: `${relyingParty.name}: confirm that you want to sign in without your MFA device`,
    parts: [
      `Somebody typed the password of ${nameInMail(person)} and asked to sign in to ${relyingParty.name} without the MFA device.`,
      `If it was you, open this link within ${LINK_LIFETIME / 60_000} minutes. It works once. After that we verify your phone number.`,
      { button: { label: 'Verify my e-mail address', url: `${relyingParty.origin}/recover#${token}` } },
      { facts: circumstances(context) },
      'If it was not you, somebody knows your password. Stop this, then change your password:',
      { button: { ...notMeLink(context, notMe), quiet: true } },
      `Nobody from ${relyingParty.name} will ever ask you for this link.`,
    ],
  };
}
