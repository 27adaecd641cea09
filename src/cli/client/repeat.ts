import type { ActionName } from '../../core/actions/table.ts';
import { type Answer, NoAnswer } from './connection.ts';

/**
 * Changes that end the same when they are made twice: they set something to a value, or the gateway answers their
 * exact repeat as the success that it was. What makes, deletes or spends something is not among them: a repeat would
 * say of a change that was carried out that it failed.
 */
const CHANGES: ReadonlySet<string> = new Set<ActionName>([
  'AttachUserPolicy',
  'DisableUser',
  'EnableMFADevice',
  'EnableUser',
  'PutUserPolicy',
  'RenameMFADevice',
  'ResetMFADeviceDrift',
  'ResyncMFADevice',
  'SetContactEmail',
  'SetUserMFARequirement',
  'TagMFADevice',
  'UnlockMFADevice',
  'UntagMFADevice',
  'UpdateAccessKey',
  'UpdateAccount',
]);

export function isRepeatable(action: string): boolean {
  return isRead(action) || CHANGES.has(action);
}

/** True when nobody can say whether the change was made: the answer got lost, or whoever gave it does not know. */
export function mayBeDone(action: string, answer: Answer | NoAnswer, isGateway: boolean): boolean {
  if (isRead(action)) return false;
  if (answer instanceof NoAnswer) return answer.sent;
  // Of its own 503 the gateway promises that nothing was changed; a proxy's can come after the request went on.
  return answer.status >= 500 && !(isGateway && answer.status === 503);
}

/** A code for session credentials is spent. */
function isRead(action: string): boolean {
  return /^(?:List|Get|Simulate)[A-Z]/.test(action) && action !== 'GetSessionToken';
}
