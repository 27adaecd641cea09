import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ImportHardwareMFADevices as action } from '../../core/actions/import-hardware-mfa-devices.ts';
import { jsonSchema } from '../../core/actions/json-schema.ts';
import { Failure, misconfigured, misuse } from './failure.ts';
import { checkInput, readGiven } from './input.ts';
import type { Flag } from './options.ts';
import { printable } from './output/printable.ts';
import { parametersOf } from './parameters.ts';
import { Progress } from './progress.ts';
import { conclude, type Service, send } from './service.ts';
import { systemErrorCode } from './system-error.ts';
import { fromFile } from './values.ts';
import type { Written } from './words.ts';

export const IMPORT_COMMAND = 'import-hardware-mfa-devices';
export const IMPORT_SUMMARY =
  'Imports hardware TOTP tokens from a CSV or PSKC file. What is there already is skipped, so it can be repeated.';
export const IMPORT_OPTIONS: readonly Flag[] = [
  { flag: '--file', value: 'path', description: 'The file; - is standard input.' },
  {
    flag: '--pre-shared-key',
    value: 'file://path|env',
    description:
      'The key of an encrypted PSKC file, hex or base32: in a file, or in the variable SALLYPORT_PRE_SHARED_KEY.',
  },
  {
    flag: '--password-stdin',
    description: 'Reads the password of an encrypted PSKC file from standard input.',
  },
  { flag: '--no-progress', description: 'Does not tell at a terminal how far it is.' },
];

/** Named as they are given here. */
const PARAMETERS = parametersOf(jsonSchema(action.input, 'input')).map(parameter =>
  parameter.member === 'Password' ? { ...parameter, flag: '--password-stdin' } : parameter,
);

const CONTENT_TYPES: Record<string, string> = {
  '.csv': 'text/csv',
  '.pskc': 'application/pskc+xml',
  '.pskcxml': 'application/pskc+xml',
  '.xml': 'application/pskc+xml',
};

/** What opens an encrypted file. Never on the command line, where every user of the machine reads it. */
export interface Secrets {
  readonly PreSharedKey?: string;
  readonly Password?: string;
}

export interface Upload {
  /** Only a sample of an answer needs no file. */
  readonly path: string | undefined;
  readonly secrets: Secrets;
}

export async function readUpload(
  written: Written,
  env: NodeJS.ProcessEnv,
  sends: boolean,
): Promise<Upload | Failure> {
  const path = written.get('--file');
  if (path === undefined && sends) return misuse('the following arguments are required: --file');
  const withPassword = written.has('--password-stdin');
  if (withPassword && path === '-') return misuse('argument --password-stdin: not allowed with --file -');
  const given = await readSecrets(written);
  if (given instanceof Failure) return given;
  const key = await readKey(written.get('--pre-shared-key'), env);
  if (key instanceof Failure) return key;
  const password = withPassword && sends ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const secrets = {
    ...given,
    ...(key !== undefined && { PreSharedKey: key }),
    ...(password !== undefined && { Password: password }),
  };
  return checkInput({ action, parameters: PARAMETERS }, secrets) ?? { path, secrets };
}

/** Out of the file that --cli-input-json or --cli-input-yaml names. */
async function readSecrets(written: Written): Promise<Secrets | Failure> {
  for (const flag of ['--cli-input-json', '--cli-input-yaml'])
    if (written.has(flag) && !written.get(flag)?.startsWith('file://'))
      return misuse(`argument ${flag}: give file://path; secrets belong on no command line`);
  return readGiven(written);
}

async function readKey(
  given: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined | Failure> {
  if (given === undefined) return undefined;
  if (given.startsWith('file://')) {
    const key = await fromFile(given, '--pre-shared-key');
    return key instanceof Failure ? key : key.trim();
  }
  if (given === 'env' && env.SALLYPORT_PRE_SHARED_KEY) return env.SALLYPORT_PRE_SHARED_KEY;
  return misuse('argument --pre-shared-key: give file://path, or env and set SALLYPORT_PRE_SHARED_KEY');
}

/** Streams the file. Not sent again by itself: the second report would call skipped what the first try stored. */
export async function importTokens(
  service: Service,
  path: string,
  secrets: Secrets,
  showProgress: boolean,
): Promise<unknown | Failure> {
  if (service.identity?.by === 'access-key')
    return misconfigured('A file goes with an API key only: set SALLYPORT_API_KEY or take another profile.');
  const size = path === '-' ? undefined : await sizeOf(path);
  if (size instanceof Failure) return size;
  const file: Readable = path === '-' ? process.stdin : createReadStream(path);
  const progress = new Progress(size, showProgress);
  file.once('error', error => progress.destroy(error));
  const headers = {
    'content-type': CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    ...(size !== undefined && { 'content-length': String(size) }),
    ...(Object.keys(secrets).length > 0 && {
      'sallyport-input': Buffer.from(JSON.stringify(secrets)).toString('base64url'),
    }),
  };
  const answer = await send(service, action, headers, file.pipe(progress));
  // Answered early, it was not read to its end.
  file.unpipe(progress);
  file.destroy();
  return conclude(service, action.name, answer, 0);
}

async function sizeOf(path: string): Promise<number | undefined | Failure> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return misuse('argument --file: this is a folder');
    // A pipe has no size.
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    return misuse(`argument --file: the file cannot be read (${systemErrorCode(error)})`);
  }
}

/** What is read of a report here: an older gateway may say less, a newer one more. */
const REPORT = action.output.partial({ LinesOmitted: true }).loose();

/** Refused lines only: a hundred thousand imported ones tell nobody anything. */
export function summarize(answer: unknown): { shown: unknown; failure: Failure | undefined } | Failure {
  const read = REPORT.safeParse(answer);
  if (!read.success)
    return new Failure(255, `The answer to ${action.name} is not a report. It may have been carried out.`);
  const { Lines, ...report } = read.data;
  const refused = Lines.filter(({ Outcome }) => Outcome === 'refused');
  const shown = { ...report, Lines: refused };
  const counts = `${report.Imported} imported, ${report.Skipped} skipped, ${report.Refused} refused`;
  const ending = report.Complete ? '' : ' The file was not read to its end.';
  process.stderr.write(`${counts}.${ending}\n`);
  for (const { Line, SerialNumber, Reason } of refused)
    process.stderr.write(
      `${printable(`line ${Line}${SerialNumber === undefined ? '' : ` (${SerialNumber})`}: ${Reason ?? 'refused'}`)}\n`,
    );
  if (report.LinesOmitted)
    process.stderr.write(`${report.LinesOmitted} lines are counted, but too many to be listed.\n`);
  const failed = report.Refused > 0 || !report.Complete;
  return { shown, failure: failed ? new Failure(254, `Not every line was imported: ${counts}.`) : undefined };
}
