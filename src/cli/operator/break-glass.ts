import { parseArgs } from 'node:util';
import { breakGlassSql } from '../../adapters/store/operator-sql.ts';
import { breakGlass, breakGlassReason } from '../../core/account/break-glass.ts';
import { Refusal } from '../../core/refusal.ts';
import { configuration, onHost } from './host.ts';

/** The way back in for an owner who has neither devices nor mail and phone. */
export async function breakGlassCommand(parameters: string[]): Promise<number> {
  const options = {
    account: { type: 'string' },
    reason: { type: 'string' },
    d1: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: parameters, options });
  const { account } = values;
  if (account === undefined || account === '') return mistyped('--account: This is missing.');
  if (values.reason === undefined) return mistyped('--reason: This is missing.');
  const reason = breakGlassReason.safeParse(values.reason);
  if (!reason.success) return mistyped(`--reason: ${reason.error.issues[0]?.message}`);
  if (values.d1) {
    const on = { now: Date.now(), id: () => crypto.randomUUID() };
    process.stdout.write(`${breakGlassSql(account, reason.data, on)}\n`);
    return 0;
  }
  const config = configuration();
  if (config === undefined) return 252;
  const result = await onHost(config, context => breakGlass(context, account, reason.data));
  if (result instanceof Refusal) {
    process.stderr.write(`sallyport: ${result.details.message ?? result.reason}\n`);
    return 254;
  }
  const told = {
    AccountId: result.accountId,
    Deactivated: result.devices.map(({ serialNumber, kind }) => ({ SerialNumber: serialNumber, Kind: kind })),
    SessionsEnded: result.sessions,
    SignInsEnded: result.signIns,
    RecoveriesCancelled: result.recoveries,
    APIKeysDeleted: result.apiKeys,
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  return 0;
}

function mistyped(problem: string): number {
  process.stderr.write(`sallyport: ${problem}\n`);
  return 252;
}
