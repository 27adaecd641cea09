import { createSeal, digest, random } from '../../../src/adapters/crypto/node.ts';
import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import { perform } from '../../../src/core/actions/perform.ts';
import { actions } from '../../../src/core/actions/table.ts';
import { secretContext, type TotpDevice } from '../../../src/core/devices/device.ts';
import type { Principal } from '../../../src/core/policy/principal.ts';
import type { Context, PasswordHash, Store } from '../../../src/core/ports.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import { code } from '../../support/oathtool.ts';
import { NOW, STEP } from '../store/cast.ts';

/** RFC 4226 appendix D. */
const SEED = new TextEncoder().encode('12345678901234567890');
const BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const seal = createSeal([{ id: 'k1', bytes: new Uint8Array(32).fill(7) }]);

export const sealed = async (device: TotpDevice): Promise<TotpDevice> => ({
  ...device,
  sealedSecret: await seal.seal(SEED, secretContext(device.id)),
});

/** What such a device shows, so many steps after now. */
export const shown = (steps = 0): Promise<string> => code(BASE32, STEP + steps);

const passwords: PasswordHash = {
  hash: () => Promise.reject(new Error('no password is needed')),
  verify: () => Promise.reject(new Error('no password is needed')),
  outdated: () => false,
};

export function contextOf(store: Store, now = NOW): Context {
  return {
    ...{ now, store, random, digest, seal, passwords, tokenCiphers, sendsMail: true, phone: undefined },
    caller: { requestId: 'request', address: '203.0.113.7', place: undefined, userAgent: 'test' },
    webhooks: { check: async () => false, post: async () => 500 },
    relyingParty: { id: 'localhost', name: 'Gateway', origin: 'http://localhost' },
  };
}

/** One action, its input as a codec would leave it. */
export function act(
  context: Context,
  name: keyof typeof actions,
  principal: Principal,
  input: object = {},
): Promise<unknown> {
  const action = actions[name];
  return perform(context, action as never, principal, action.input.parse(input) as Record<string, unknown>);
}

/** The reason of a refusal, and the sentence that AWS clients see. */
export function refusedWith(result: unknown): [string, string | undefined] | undefined {
  if (!(result instanceof Refusal)) return undefined;
  return [result.reason, result.details.known ?? result.details.message];
}
