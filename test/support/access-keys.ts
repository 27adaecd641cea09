import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSecretKeys, type SecretKey } from '../../src/adapters/crypto/keys.ts';
import { createSeal } from '../../src/adapters/crypto/node.ts';
import type { Gateway } from './gateway.ts';
import { withStoreFile } from './store-file.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A long-term key of a user, put where the gateway keeps them. */
export async function accessKeyOf(gateway: Gateway, userName: string): Promise<AccessKey> {
  const accessKeyId = `AKIA${randomBytes(16)
    .toString('hex')
    .toUpperCase()
    .replace(/[^A-F2-7]/g, 'Q')
    .slice(0, 16)}`;
  const secretAccessKey = randomBytes(30).toString('base64');
  const seal = createSeal(secretKeys(gateway));
  const sealed = await seal.seal(Buffer.from(secretAccessKey), `access_keys|secret|${accessKeyId}`);
  withStoreFile(gateway, database =>
    database
      .prepare(
        `insert into access_keys (id, person_id, sealed_secret, status, created_at, created_by)
         select ?, id, ?, 'Active', ?, id from people where user_name = ?`,
      )
      .run(accessKeyId, sealed, Date.now(), userName),
  );
  return { accessKeyId, secretAccessKey };
}

/** What a gateway of development seals with: on Node a file of its own, in workerd one of its variables. */
function secretKeys({ dataDir }: Gateway): [SecretKey, ...SecretKey[]] {
  const [file = ''] = globSync(join(dataDir, '{keys,variables}'));
  const text = readFileSync(file, 'utf8');
  return parseSecretKeys(/^SECRET_KEYS=(.+)$/m.exec(text)?.[1] ?? text.trim()) as [SecretKey, ...SecretKey[]];
}
