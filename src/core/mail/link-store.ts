import type { AuditEvent } from '../audit/event.ts';
import type { Person } from '../people/person.ts';
import type { Awaitable } from '../ports.ts';
import type { MailLimits } from './limits.ts';
import type { LinkPurpose, MailedLink, MailLink } from './link.ts';

/** Mailed links and what opening them changes. A link is spent once, by the batch that does what it is good for. */
export interface MailLinkStore {
  /**
   * Mails a link for a new password, if its address still is one of a person who may have it and the limits allow.
   * Stores `sent` or else `heldBack`: as much work for a name that nobody has.
   */
  mailPasswordLink(mailed: MailedLink, sent: AuditEvent, heldBack: AuditEvent): Awaitable<void>;
  /** Mails a link to an owner's new sign-in address. False when the limits, or what the request rests on, forbid it. */
  mailSignInAddressLink(mailed: MailedLink, audit: AuditEvent): Awaitable<boolean>;
  /**
   * Says where notices go besides, unconfirmed, and mails the link that confirms it. Earlier links for a new password end.
   * Where there was another address, no recovery begins or ends until `blockedUntil`. False as above.
   */
  setContactEmail(
    personId: string,
    address: string | undefined,
    mailed: MailedLink | undefined,
    blockedUntil: number,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** When the next mail with a link may go to a person; undefined when it may now. */
  nextMailAt(personId: string, limits: MailLimits, now: number): Awaitable<number | undefined>;
  /** A link that is still good, and its person. */
  findMailLink(
    tokenHash: string,
    purposes: readonly LinkPurpose[],
    now: number,
  ): Awaitable<{ link: MailLink; person: Person } | undefined>;
  /** Spends the link: the password is an own one, every session, flow and link of the person ends. */
  resetPassword(link: MailLink, phc: string, blockedUntil: number, audit: AuditEvent): Awaitable<boolean>;
  /** Spends the link: the second address is confirmed. */
  confirmContactEmail(link: MailLink, audit: AuditEvent): Awaitable<boolean>;
  /** Spends the link: the owner signs in with the new address, unless somebody has it; flows and links end. */
  changeEmail(link: MailLink, blockedUntil: number, audit: AuditEvent): Awaitable<boolean>;
}
