import { refusal } from '../audit/event.ts';
import { composeNotice, quoted } from '../notices/notice.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { isLocked, type TotpDevice } from './device.ts';

/**
 * After a wrong code: if it was the one that locked the device, the log says so and its person is told (B1). `device`
 * is as it was when the attempt had been counted.
 */
export async function reportLock(
  context: Context,
  holder: Person,
  by: Person,
  device: TotpDevice,
): Promise<void> {
  if (!isLocked(device, context.now)) return;
  const subject = { accountId: holder.accountId, actorId: by.id, resource: device.serialNumber };
  const sentence = `Your MFA device ${quoted(device.name)} was locked after too many wrong codes.`;
  await context.store.record({
    ...refusal(context, 'MFADevice.Locked', subject, 'too many wrong codes'),
    notice: composeNotice(context, holder, by, sentence),
  });
}
