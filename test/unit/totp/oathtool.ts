import { execFileSync } from 'node:child_process';
import type { TotpKey } from '../../../src/core/totp/key.ts';

/** `count` consecutive codes from OATH Toolkit, which shares nothing with the product. */
export function oathtool(key: TotpKey, step: number, count = 1): string[] {
  const output = execFileSync(
    'oathtool',
    [
      `--totp=${key.algorithm}`,
      `--digits=${key.digits}`,
      `--time-step-size=${key.period}s`,
      `--now=@${step * key.period}`,
      `--window=${count - 1}`,
      Buffer.from(key.secret).toString('hex'),
    ],
    { encoding: 'utf8' },
  );
  return output.trim().split('\n');
}

/** The code of one step. */
export function oathCode(key: TotpKey, step: number): string {
  return oathtool(key, step)[0] ?? '';
}
