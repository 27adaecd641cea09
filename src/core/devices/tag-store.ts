import type { AuditEvent } from '../audit/event.ts';
import type { Awaitable } from '../ports.ts';
import type { TotpDevice } from './device.ts';
import type { Tag } from './tag.ts';

/** Changes are lost when somebody else holds the device, or made it, than the one that was looked at. */
export interface TagStore {
  /** By key as it is compared, those behind `after`, at most `limit`. */
  tagsOf(deviceId: string, after: string | undefined, limit: number): Awaitable<Tag[]>;
  /** All or none; a key that is there gets the new value. False when the device would have more than `limit`, too. */
  putTags(device: TotpDevice, tags: readonly Tag[], limit: number, audit: AuditEvent): Awaitable<boolean>;
  removeTags(device: TotpDevice, keys: readonly string[], audit: AuditEvent): Awaitable<boolean>;
}
