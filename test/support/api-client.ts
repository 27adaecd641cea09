import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sallyport } from './sallyport.ts';

/** Looks like a key; opens nothing. */
export const API_KEY = `sallyport_${'Ab3-_'.repeat(8)}xyz`;

/** The command line as somebody uses it who has a gateway's address and a key, and an empty home. */
export function apiClient(address: string | undefined, apiKey: string | undefined = API_KEY) {
  const home = mkdtempSync(join(tmpdir(), 'sallyport-home-'));
  const env = {
    HOME: home,
    ...(address !== undefined && { SALLYPORT_ENDPOINT_URL: address, SALLYPORT_API_KEY: apiKey }),
  };
  return {
    home,
    run: (words: readonly string[], input = '', more: Record<string, string> = {}) =>
      sallyport(home, [...words], input, { ...env, ...more }),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
