import { parseArgs } from 'node:util';
import { unlockSql } from '../../adapters/store/operator-sql.ts';
import { success } from '../../core/audit/event.ts';
import { configuration, onHost } from './host.ts';

/** Being on the machine is the proof; the audit log keeps that it was done from there. */
export async function deviceUnlock(parameters: string[]): Promise<number> {
  const options = { 'serial-number': { type: 'string' }, d1: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: parameters, options });
  const serialNumber = values['serial-number'];
  if (serialNumber === undefined) {
    process.stderr.write('sallyport: --serial-number: This is missing.\n');
    return 252;
  }
  if (values.d1) {
    const on = { now: Date.now(), id: () => crypto.randomUUID() };
    process.stdout.write(`${unlockSql(serialNumber, on)}\n`);
    return 0;
  }
  const config = configuration();
  if (config === undefined) return 252;
  const unlocked = await onHost(config, async context => {
    const { store } = context;
    const named = /^arn:aws:iam::(\d{12}):/.exec(serialNumber)?.[1];
    const account = named === undefined ? await store.soleAccount() : await store.findAccount(named);
    const device = account && (await store.findDevice(account.id, serialNumber));
    if (device === undefined) return false;
    const subject = { accountId: device.accountId, resource: serialNumber };
    return store.unlock(device.id, success(context, 'UnlockMFADevice', subject));
  });
  if (unlocked) process.stdout.write(`${JSON.stringify({ Unlocked: serialNumber })}\n`);
  else process.stderr.write('sallyport: There is no such device.\n');
  return unlocked ? 0 : 254;
}
