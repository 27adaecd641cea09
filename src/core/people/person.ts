import { ownerArn, userArn } from '../identifiers.ts';

/** The account's owner (root user) or one of its users. */
export interface Person {
  readonly id: string;
  readonly accountId: string;
  readonly kind: 'owner' | 'user';
  /** Users sign in with it; the owner has none. */
  readonly userName: string | undefined;
  /** The owner signs in with it. */
  readonly email: string | undefined;
  readonly path: string;
  /** PHC string. */
  readonly password: string | undefined;
  /** `initial`: made by an administrator, good for one sign-in that sets an own one. */
  readonly passwordState: PasswordState;
  readonly passwordExpiresAt: number | undefined;
  readonly passwordLastUsed: number | undefined;
  /** Random WebAuthn user handle, base64url of 32 bytes, no personal data (WebAuthn section 14.6.1). */
  readonly userHandle: string;
  /** Where notices go; the owner's go to the address that signs in, too. */
  readonly contactEmail: string | undefined;
  /** Whoever reads there opened the link that confirms the address. */
  readonly contactEmailConfirmedAt: number | undefined;
  /** Somebody answered at the number and proved it. Undefined without a number, too. */
  readonly phoneVerifiedAt: number | undefined;
  /** Whether this person may come back in by Troubleshoot MFA; `default`: as the account says. */
  readonly recovery: RecoveryOverride;
  /** Wrong digits and codes in a row, over all phone challenges. */
  readonly recoveryFailures: number;
  /** Cool-off: until then no recovery begins or ends (0: never was one). */
  readonly recoveryBlockedUntil: number;
  /** What a user may do, as stored: `core/policy/policies.ts` reads it. Nobody asks the owner's. */
  readonly policies: string;
  /** Raised by every change of the policies. */
  readonly policyVersion: number;
  /** This user needs an MFA device even where the account does not require one. */
  readonly mfaRequired: boolean;
  readonly disabledAt: number | undefined;
  readonly createdAt: number;
}

export type RecoveryOverride = 'default' | 'allowed' | 'denied';

export type PasswordState = 'none' | 'initial' | 'own';

/** Somebody new: nothing confirmed, nothing decided about recovery. */
export const UNREACHED = {
  contactEmail: undefined,
  contactEmailConfirmedAt: undefined,
  phoneVerifiedAt: undefined,
  recovery: 'default',
  recoveryFailures: 0,
  recoveryBlockedUntil: 0,
} as const satisfies Partial<Person>;

/** What people call the person: the user name, or the owner's e-mail address. */
export function displayName(person: Pick<Person, 'id' | 'userName' | 'email'>): string {
  return person.userName ?? person.email ?? person.id;
}

export function arnOf(person: Person): string {
  return person.userName === undefined
    ? ownerArn(person.accountId)
    : userArn(person.accountId, person.path, person.userName);
}

/** What the sealed phone number is bound to. */
export function phoneContext(personId: string): string {
  return `people|phone|${personId}`;
}
