import { parseArgs } from 'node:util';
import { random } from '../../adapters/crypto/node.ts';
import { createPasswordHash } from '../../adapters/password/argon2id.ts';
import { argon2id, CONCURRENCY } from '../../adapters/password/node.ts';
import { breakGlassSql } from '../../adapters/store/operator-sql.ts';
import { type BrokenGlass, breakGlass, breakGlassReason } from '../../core/account/break-glass.ts';
import { comparable } from '../../core/identifiers.ts';
import { email as emailInput } from '../../core/inputs.ts';
import { INITIAL_PASSWORD_LIFETIME, newInitialPassword } from '../../core/password/initial.ts';
import { Refusal } from '../../core/refusal.ts';
import { configuration, onHost } from './host.ts';

/** The way back in for an owner who has neither devices nor mail and phone, or whom "this was not me" shut out. */
export async function breakGlassCommand(parameters: string[]): Promise<number> {
  const options = {
    account: { type: 'string' },
    reason: { type: 'string' },
    'new-password': { type: 'boolean' },
    email: { type: 'string' },
    d1: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: parameters, options });
  const { account } = values;
  if (account === undefined || account === '') return mistyped('--account: This is missing.');
  if (values.reason === undefined) return mistyped('--reason: This is missing.');
  const reason = breakGlassReason.safeParse(values.reason);
  if (!reason.success) return mistyped(`--reason: ${reason.error.issues[0]?.message}`);
  const address = emailInput.transform(comparable).optional().safeParse(values.email);
  if (!address.success) return mistyped(`--email: ${address.error.issues[0]?.message}`);
  const config = values.d1 ? undefined : configuration();
  if (!values.d1 && config === undefined) return 252;
  const now = Date.now();
  const initial = values['new-password'] ? await initialPassword(now) : undefined;
  const opening = { password: initial?.stored, email: address.data };
  if (config === undefined) {
    const on = { now, id: () => crypto.randomUUID() };
    process.stdout.write(`${breakGlassSql(account, reason.data, opening, on)}\n`);
    // Not among the SQL, which goes to wrangler as it is.
    if (initial !== undefined) process.stderr.write(`${JSON.stringify(initial.told)}\n`);
    return 0;
  }
  const result = await onHost(config, context => breakGlass(context, account, reason.data, opening));
  if (result instanceof Refusal) {
    process.stderr.write(`sallyport: ${result.details.message ?? result.reason}\n`);
    return 254;
  }
  process.stdout.write(`${JSON.stringify({ ...whatWasDone(result), ...initial?.told })}\n`);
  return 0;
}

/** Made and hashed here for both ways: for D1 nobody opens this machine's store. */
async function initialPassword(now: number) {
  const password = newInitialPassword(random);
  const expiresAt = now + INITIAL_PASSWORD_LIFETIME;
  const passwords = createPasswordHash(argon2id, random.bytes, CONCURRENCY);
  return {
    stored: { phc: await passwords.hash(password, 'this machine'), state: 'initial', expiresAt },
    told: { InitialPassword: password, ExpiresAt: new Date(expiresAt).toISOString() },
  } as const;
}

function whatWasDone(result: BrokenGlass & { readonly accountId: string }) {
  return {
    AccountId: result.accountId,
    Deactivated: result.devices.map(({ serialNumber, kind }) => ({ SerialNumber: serialNumber, Kind: kind })),
    SessionsEnded: result.sessions,
    SignInsEnded: result.signIns,
    RecoveriesCancelled: result.recoveries,
    APIKeysDeleted: result.apiKeys,
  };
}

function mistyped(problem: string): number {
  process.stderr.write(`sallyport: ${problem}\n`);
  return 252;
}
