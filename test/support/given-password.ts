import { argon2Sync, randomBytes } from 'node:crypto';
import type { Gateway } from './gateway.ts';
import { withStoreFile } from './store-file.ts';

/**
 * Writes a user's own password into the store, hashed by Node's OpenSSL: the way over an initial password costs the
 * gateway three hashes more, and is tested where it belongs (initial-password.test.ts).
 */
export function givePassword(gateway: Gateway, userName: string, password: string): void {
  const [nonce, memory, passes, parallelism] = [randomBytes(16), 19_456, 2, 1];
  const input = { message: password, nonce, memory, passes, parallelism, tagLength: 32 };
  const tag = argon2Sync('argon2id', input);
  const encode = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  const phc = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`;
  const { changes } = withStoreFile(gateway, store =>
    store
      .prepare(
        "update people set password = ?, password_state = 'own' where user_name = ? and password_state = 'none'",
      )
      .run(phc, userName),
  );
  if (changes !== 1) throw new Error(`${changes} users of the name ${userName} without a password`);
}
