/** `password` (no device was asked for) < `recovered` (came in by Troubleshoot MFA) < `mfa`. */
export type Level = 'password' | 'recovered' | 'mfa';

/** Authentication method references of RFC 8176 that this gateway can prove. */
export type Amr = 'pwd' | 'otp' | 'hwk' | 'swk' | 'user' | 'tel' | 'sms' | 'mfa';

export interface Session {
  /** Public id; the cookie's token is another value and only its hash is stored. */
  readonly id: string;
  readonly personId: string;
  readonly level: Level;
  readonly amr: readonly Amr[];
  readonly signedInAt: number;
  /** The last proof at sign-in or step-up. */
  readonly provedAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  /** The device that made it; when the device goes, so does the session. */
  readonly deviceId: string | undefined;
  readonly address: string;
  readonly place: string | undefined;
  readonly userAgent: string;
  /** Set for a program's session: the key that it signs with (GetSessionToken). */
  readonly accessKeyId: string | undefined;
}

export interface NewSession extends Session {
  readonly tokenHash: string;
}

/** A session ends 12 hours after sign-in whatever happens (NIST SP 800-63B section 2.2.3: at most 24). */
export const SESSION_LIFETIME = 12 * 3_600_000;

/** ... and after an hour without a request (the same section's limit). */
export const SESSION_IDLE = 3_600_000;

/** How often a session in use is written down as used. */
export const SESSION_TOUCH = 60_000;

/** How long a proof is good for changing devices, passwords and users. */
export const PROOF_LIFETIME = 15 * 60_000;

/** ... and how long mail and phone are, for replacing the lost device. */
export const RECOVERED_PROOF_LIFETIME = 60 * 60_000;

/** ... and the code that a program's session was given for, for changing rights, passwords and keys. */
export const CREDENTIALS_PROOF_LIFETIME = 60 * 60_000;
