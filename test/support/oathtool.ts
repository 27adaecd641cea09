import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { requireProgram } from './programs.ts';

const run = promisify(execFile);

export interface CodeOptions {
  digits?: 6 | 8;
  algorithm?: 'sha1' | 'sha256' | 'sha512';
  period?: number;
}

/** The code of one time step, from a program that shares nothing with the product. */
export async function code(secretBase32: string, step: number, options: CodeOptions = {}): Promise<string> {
  const { digits = 6, algorithm = 'sha1', period = 30 } = options;
  const { stdout } = await run(requireProgram('oathtool'), [
    `--totp=${algorithm}`,
    '--base32',
    `--digits=${digits}`,
    `--time-step-size=${period}s`,
    `--now=@${step * period}`,
    secretBase32,
  ]);
  return stdout.trim();
}

export function currentStep(period = 30): number {
  return Math.floor(Date.now() / 1_000 / period);
}

/** Waits, rarely and shortly, until the current step has a few seconds left: for tests on a window's very edge. */
export async function roomInStep(milliseconds = 6_000): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < milliseconds) await new Promise(resolve => setTimeout(resolve, left + 50));
}
