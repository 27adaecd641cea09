import { ImportHardwareMFADevices as action } from '../../core/actions/import-hardware-mfa-devices.ts';
import { ask, printSample } from './ask.ts';
import { Failure, misuse } from './failure.ts';
import { IMPORT_OPTIONS, importTokens, readUpload, summarize } from './import-tokens.ts';
import { GLOBAL_OPTIONS } from './options.ts';
import { printEmptyInput, wantedSkeleton } from './skeleton-command.ts';
import { readFlags } from './words.ts';

/** The one command that sends a file. */
export async function runImport(words: string[]): Promise<Failure | undefined> {
  const written = readFlags(words, [...IMPORT_OPTIONS, ...GLOBAL_OPTIONS]);
  if (written instanceof Failure) return written;
  const skeleton = wantedSkeleton(written);
  if (skeleton === 'input' || skeleton === 'yaml-input') return printEmptyInput(action, skeleton);
  const upload = await readUpload(written, process.env, skeleton === undefined);
  if (upload instanceof Failure) return upload;
  if (skeleton === 'output') return printSample(written, action);
  const { path, secrets } = upload;
  if (path === undefined) return misuse('the following arguments are required: --file');
  const showProgress = process.stderr.isTTY && !written.has('--no-progress');
  let failure: Failure | undefined;
  const failed = await ask(written, action, async service => {
    const answer = await importTokens(service, path, secrets, showProgress);
    if (answer instanceof Failure) return answer;
    const summary = summarize(answer);
    if (summary instanceof Failure) return summary;
    failure = summary.failure;
    return summary.shown;
  });
  return failed ?? failure;
}
