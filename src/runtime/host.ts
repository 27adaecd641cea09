import { createSeal, digest, random } from '../adapters/crypto/node.ts';
import { tokenCiphers } from '../adapters/crypto/token-ciphers-node.ts';
import { createPasswordHash } from '../adapters/password/argon2id.ts';
import { argon2id, CONCURRENCY } from '../adapters/password/node.ts';
import { openEmbedded } from '../adapters/store/better-sqlite3.ts';
import { createStore } from '../adapters/store/store.ts';
import type { Config } from './config.ts';
import { createPrivateFile, developmentKeys, openDataDir } from './data-dir.ts';

/** The ports as one machine fills them; the server and the operator's commands share it. */
export async function openHost(config: Config, migrationsFolder: string) {
  openDataDir(config.dataDir);
  createPrivateFile(config.databaseFile);
  const database = openEmbedded(config.databaseFile, migrationsFolder);
  return {
    ports: {
      store: createStore(database),
      random,
      digest,
      seal: createSeal(config.secretKeys ?? developmentKeys(config.dataDir)),
      tokenCiphers,
      passwords: createPasswordHash(argon2id, random.bytes, CONCURRENCY),
    },
    close: database.close,
  };
}
