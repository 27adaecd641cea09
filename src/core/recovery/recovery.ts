import type { Device } from '../devices/device.ts';
import type { MailOutcome } from '../mail/mail.ts';

/**
 * One way back in, on a sign-in flow whose password was right: first the mailed link, then the phone. It lives and ends
 * with the flow: a device that turns up after all, a new password or a start from the beginning end it.
 */
export interface Recovery {
  readonly id: string;
  readonly flowHash: string;
  readonly personId: string;
  readonly state: RecoveryState;
  readonly lost: LostDevice | undefined;
  /** The mail that was sent last; the links of earlier ones are dead. */
  readonly mailId: string;
  readonly mailedAt: number;
  /** Undefined while it is in the queue. */
  readonly mailOutcome: MailOutcome | undefined;
  readonly linkExpiresAt: number;
  readonly sealedMatchNumber: string;
  /** The token of the "this was not me" link; the same in all its mails, so that none of them goes stale. */
  readonly sealedCancelToken: string;
  /** The phone challenge that was started last. */
  readonly challengeId: string | undefined;
  /** End of the cooling-off. */
  readonly readyAt: number | undefined;
  readonly startedAt: number;
  readonly expiresAt: number;
  /** "This was not me" can be said until then, whatever became of it. */
  readonly cancellableUntil: number;
}

/** `mail`: a link is on its way. `phone`: it was opened. `verified`: the phone, too. `waiting`: until `readyAt`. */
export type RecoveryState = 'mail' | 'phone' | 'verified' | 'waiting' | 'done' | 'cancelled';

/** The device that the person says is lost; it decides nothing but the guidance afterwards. */
export interface LostDevice {
  readonly serialNumber: string;
  readonly kind: Device['kind'];
}

/** From the first mail to the session, milliseconds. The flow lives on for as long. */
export const RECOVERY_LIFETIME = 30 * 60_000;

/** A mailed link, milliseconds (security.md 3.8). */
export const LINK_LIFETIME = 15 * 60_000;

/** After a cooling-off the person has this long to come back, milliseconds. */
export const READY_FOR = 24 * 3_600_000;

/** "This was not me" works this long after a recovery began, and after it ended in a session; milliseconds. */
export const CANCELLABLE_FOR = 7 * 24 * 3_600_000;

/** Wrong match numbers in one recovery: 5 of 10,000, however many mails are sent. */
export const MATCH_ATTEMPTS = 5;

/** What the token of the "this was not me" link is bound to. */
export function cancelContext(recoveryId: string): string {
  return `recoveries|cancel|${recoveryId}`;
}

/** What the number is bound to that an other browser has to name. */
export function matchContext(recoveryId: string): string {
  return `recoveries|match|${recoveryId}`;
}
