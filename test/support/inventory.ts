import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Answer, Client } from './client.ts';
import type { CodeOptions } from './oathtool.ts';
import { TokenDevice } from './token-device.ts';

export interface ImportReport {
  Imported: number;
  Skipped: number;
  Refused: number;
  Complete: boolean;
  LinesOmitted: number;
  Lines: { Line: number; SerialNumber?: string; Outcome: string; Reason?: string }[];
}

/** A hardware token as it comes out of its box: a serial number on its back, a seed that nobody reads. */
export function newToken(options: CodeOptions = {}): TokenDevice {
  const serial = `TK${randomBytes(6).toString('hex').toUpperCase()}`;
  return new TokenDevice(serial, base32(randomBytes(options.algorithm === 'sha256' ? 32 : 20)), options);
}

/** Coreutils' base32: not the product's. */
function base32(bytes: Buffer): string {
  return execFileSync('base32', ['--wrap=0'], { input: bytes }).toString().replaceAll('=', '');
}

/** The vendor's file about some tokens. */
export function csvOf(tokens: readonly TokenDevice[]): string {
  const lines = tokens.map(({ serialNumber, secret, options }) => {
    const { algorithm = 'sha1', digits = 6, period = 30 } = options;
    return `${serialNumber},${secret},${algorithm.toUpperCase()},${digits},${period}`;
  });
  return ['serial,secret,algorithm,digits,period', ...lines, ''].join('\n');
}

export function upload(
  client: Client,
  file: string,
  headers: Record<string, string> = {},
): Promise<Answer<ImportReport>> {
  return client.post<ImportReport>('/api/actions/ImportHardwareMFADevices', file, {
    'content-type': 'text/csv',
    ...headers,
  });
}
