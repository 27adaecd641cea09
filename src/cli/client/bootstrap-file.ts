import { open, rename, rm, stat } from 'node:fs/promises';
import type { Action } from '../../core/actions/action.ts';
import { type Failure, misuse } from './failure.ts';
import type { Flag } from './options.ts';
import { warn } from './say.ts';
import { systemErrorCode } from './system-error.ts';
import type { Written } from './words.ts';

const METHODS = ['QRCodePNG', 'Base32StringSeed'] as const;

/** As in the AWS CLI, where both are required; here the secret is printed without them. */
const BOOTSTRAP_OPTIONS: readonly Flag[] = [
  {
    flag: '--outfile',
    value: 'path',
    description: 'Writes the secret into this file, for its owner alone to read, and does not print it.',
  },
  {
    flag: '--bootstrap-method',
    value: METHODS.join('|'),
    choices: METHODS,
    description: 'What --outfile gets: the picture to scan, or the secret in base32.',
  },
];

export function bootstrapOptions({ name }: Action): readonly Flag[] {
  return name === 'CreateVirtualMFADevice' ? BOOTSTRAP_OPTIONS : [];
}

/** Takes the secret out of an answer; what is left is printed. */
export interface BootstrapFile {
  keep(answer: unknown): Promise<unknown>;
  /** Takes away what was not kept. */
  close(): Promise<void>;
}

/**
 * Opened before anything is sent: the secret is shown once, and a file that cannot be written would lose it. It is
 * written beside and renamed, so that a file of that name which others can read does not get it.
 */
export async function openBootstrapFile(written: Written): Promise<BootstrapFile | undefined | Failure> {
  const path = written.get('--outfile');
  const method = written.get('--bootstrap-method');
  if (path === undefined && method === undefined) return undefined;
  if (path === undefined || method === undefined)
    return misuse('--outfile and --bootstrap-method go together');
  const beside = `${path}.${process.pid}`;
  try {
    if ((await stat(path).catch(() => undefined))?.isFile() === false)
      return misuse('argument --outfile: there is something else than a file');
    const file = await open(beside, 'wx', 0o600);
    return {
      close: async () => {
        await file.close();
        await rm(beside, { force: true });
      },
      keep: async answer => {
        const secret = secretIn(answer, method);
        if (secret === undefined) {
          warn(`the gateway gave no ${method}; what it gave is printed.`);
          return answer;
        }
        try {
          await file.writeFile(secret);
          await rename(beside, path);
        } catch (error) {
          warn(`${path} cannot be written (${systemErrorCode(error)}); the secret is printed.`);
          return answer;
        }
        return withoutSecrets(answer);
      },
    };
  } catch (error) {
    return misuse(`argument --outfile: the file cannot be written (${systemErrorCode(error)})`);
  }
}

function secretIn(answer: unknown, method: string): string | Buffer | undefined {
  const secret = deviceIn(answer)?.[method];
  if (typeof secret !== 'string') return undefined;
  return method === 'QRCodePNG' ? Buffer.from(secret, 'base64') : secret;
}

function withoutSecrets(answer: unknown): unknown {
  const { Base32StringSeed, QRCodePNG, OtpauthUri, ...device } = deviceIn(answer) ?? {};
  return { ...(answer as object), VirtualMFADevice: device };
}

function deviceIn(answer: unknown): Record<string, unknown> | undefined {
  return (answer as { VirtualMFADevice?: Record<string, unknown> }).VirtualMFADevice;
}
