import { randomUUID } from 'node:crypto';
import type { LinkPurpose, MailedLink } from '../../../src/core/mail/link.ts';
import { NOW } from './cast.ts';

/** A link on its way, for the store's tests. */
export function mailed(
  purpose: LinkPurpose,
  personId: string,
  more: Partial<MailedLink['link']> = {},
): MailedLink {
  const id = randomUUID();
  const address = more.address ?? 'new@example.org';
  return {
    link: { personId, purpose, tokenHash: `hash-of-${id}`, address, expiresAt: NOW + 900_000, ...more },
    mail: { id, to: address, subject: 's', text: 't', html: '', sealed: undefined, createdAt: NOW },
    sendId: id,
    network: '203.0.113.0/24',
    limits: { hour: 3, day: 10 },
  };
}
