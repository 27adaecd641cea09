import type { AuditEvent } from '../audit/event.ts';
import type { KeyPrincipal } from '../policy/principal.ts';
import type { Awaitable } from '../ports.ts';
import type { ApiKey } from './api-key.ts';

export interface ApiKeyStore {
  /** Who the key of this hash stands for, with what is known of the key. */
  findKeyPrincipal(keyHash: string): Awaitable<{ principal: KeyPrincipal; key: ApiKey } | undefined>;
  touchApiKey(keyId: string, at: number, from: string): Awaitable<void>;
  /** False when the person has `limit` keys. */
  createApiKey(key: ApiKey, keyHash: string, limit: number, audit: AuditEvent): Awaitable<boolean>;
  /** Oldest first. */
  apiKeysOf(personId: string): Awaitable<ApiKey[]>;
  /** False when the person has no such key. */
  deleteApiKey(personId: string, keyId: string, audit: AuditEvent): Awaitable<boolean>;
}
