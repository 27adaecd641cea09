import type { AuditEvent } from '../audit/event.ts';
import type { Proof } from '../devices/proof.ts';
import type { Authority, SessionPrincipal } from '../policy/principal.ts';
import type { Awaitable } from '../ports.ts';
import type { Amr, Level, NewSession, Session } from './session.ts';

/** A step-up: the session goes on under a new token. */
export interface StepUp {
  readonly sessionId: string;
  readonly newTokenHash: string;
  readonly level: Level;
  readonly amr: readonly Amr[];
  readonly provedAt: number;
}

export interface SessionStore {
  /** The hot path: one prepared query for session, person, account and the number of devices. */
  findPrincipal(tokenHash: string): Awaitable<SessionPrincipal | undefined>;
  /** Whether what a change rests on still holds; every change asks so itself, too. */
  mayChange(authority: Authority, now: number): Awaitable<boolean>;
  touchSession(sessionId: string, now: number): Awaitable<void>;
  /**
   * Opens a session on a password alone, for a person without a device. False when meanwhile the password
   * changed, the person was disabled or got a device.
   */
  openPasswordSession(session: NewSession, phc: string, audit: AuditEvent): Awaitable<boolean>;
  /**
   * Spends the proof and renews the session; false when either was no longer good. Without a proof the
   * password was verified, which counts only while the person has no device.
   */
  stepUp(step: StepUp, proof: Proof | undefined, audit: AuditEvent): Awaitable<boolean>;
  /** Ends the session of a token, if there is one: a new sign-in in the same browser replaces it (ASVS 7.2.4). */
  endSessionByToken(tokenHash: string): Awaitable<void>;
  sessionsOf(personId: string, now: number): Awaitable<Session[]>;
  /** False when the person has no such session. */
  endSession(personId: string, sessionId: string, audit: AuditEvent): Awaitable<boolean>;
  /** Ends all sessions and open flows of a person but `keep`; returns how many sessions. */
  endSessions(personId: string, keep: string | undefined, audit: AuditEvent): Awaitable<number>;
}
