import { newUniqueId } from '../identifiers.ts';
import type { Context } from '../ports.ts';
import { networkOf } from '../throttle/network.ts';
import { type Letter, linkMail } from './letter.ts';
import { MAIL_LIMITS, type MailLimits } from './limits.ts';
import type { QueuedMail } from './sealed.ts';

/** What opening the link is good for: a new password, or that somebody reads the mails to an address. */
export type LinkPurpose = 'password' | 'sign-in-address' | 'contact-address';

/** A link that was mailed, as it is stored: of the token only the hash. One of a kind to a person, the newest. */
export interface MailLink {
  readonly personId: string;
  readonly purpose: LinkPurpose;
  readonly tokenHash: string;
  /** The address that it went to. */
  readonly address: string;
  readonly expiresAt: number;
}

/** A link and the mail that carries it; the two are stored together, while the limits allow. */
export interface MailedLink {
  readonly link: MailLink;
  readonly mail: QueuedMail;
  readonly sendId: string;
  /** Of whoever asked. */
  readonly network: string;
  readonly limits: MailLimits;
}

/** A link for a new password waits this long (security.md 3.8), milliseconds. */
export const PASSWORD_LINK_LIFETIME = 15 * 60_000;

/** ... and one that confirms an address, which gives nothing to whoever finds it. */
export const ADDRESS_LINK_LIFETIME = 24 * 3_600_000;

/**
 * Makes a link and its mail. The address is always our own origin, whatever the request says (D4), and the token
 * stands behind the #: no server on the way sees it, and a program that follows links tells us nothing (D10).
 */
export async function mailLink(
  context: Pick<Context, 'now' | 'random' | 'digest' | 'seal' | 'caller' | 'relyingParty'>,
  { personId, purpose, address }: Pick<MailLink, 'personId' | 'purpose' | 'address'>,
  letterWith: (url: string) => Letter,
  limits: MailLimits = MAIL_LIMITS,
): Promise<MailedLink> {
  const { now, random, digest, caller, relyingParty } = context;
  const token = random.token();
  const forPassword = purpose === 'password';
  const page = forPassword ? 'reset-password' : 'confirm-address';
  const link: MailLink = {
    ...{ personId, purpose, address },
    tokenHash: await digest.sha256(token),
    expiresAt: now + (forPassword ? PASSWORD_LINK_LIFETIME : ADDRESS_LINK_LIFETIME),
  };
  const letter = letterWith(`${relyingParty.origin}/${page}#${token}`);
  return {
    link,
    mail: await linkMail(context, address, letter, { uselessAfter: link.expiresAt }),
    sendId: newUniqueId('SEND', random),
    network: networkOf(caller.address),
    limits,
  };
}
