import type { AuditEvent } from '../audit/event.ts';
import type { Proof } from '../devices/proof.ts';
import type { AccessKeyPrincipal, CredentialsPrincipal } from '../policy/principal.ts';
import type { Awaitable } from '../ports.ts';
import type { AccessKey } from './access-key.ts';
import type { SessionCredentials } from './session-credentials.ts';

export interface KeyUse {
  readonly at: number;
  readonly service: string;
  readonly region: string;
  readonly from: string;
}

export interface AccessKeyStore {
  /** By the id of a long-term key, active or not. */
  findAccessKey(
    keyId: string,
  ): Awaitable<{ key: AccessKey; sealedSecret: string; principal: AccessKeyPrincipal } | undefined>;
  /** By the id of a short-lived key, over or not. */
  findSessionCredentials(
    keyId: string,
  ): Awaitable<{ sealedSecret: string; tokenHash: string; principal: CredentialsPrincipal } | undefined>;
  touchAccessKey(keyId: string, use: KeyUse): Awaitable<void>;
  /** False when the person has `limit` keys. */
  createAccessKey(key: AccessKey, sealedSecret: string, limit: number, audit: AuditEvent): Awaitable<boolean>;
  /** Oldest first. */
  accessKeysOf(personId: string): Awaitable<AccessKey[]>;
  /** Inactive, its sessions end. False when the person has no such key. */
  setAccessKeyStatus(
    personId: string,
    keyId: string,
    status: AccessKey['status'],
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** Its sessions end. False when the person has no such key. */
  deleteAccessKey(personId: string, keyId: string, audit: AuditEvent): Awaitable<boolean>;
  /**
   * Opens a session of the key that the authority of `audit` names, and spends the proof, if there is one. The person's
   * oldest of the same level go when there are too many. False when the key or the proof was no longer good.
   */
  openCredentials(
    credentials: SessionCredentials,
    proof: Proof | undefined,
    audit: AuditEvent,
  ): Awaitable<boolean>;
}
