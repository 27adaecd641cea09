import { type Envelope, opened, Problem } from '../api.ts';
import type { Actions } from '../api-types.ts';
import * as say from '../messages.ts';
import { Withdrawn } from '../withdrawn.ts';
import { elsewhere, proveNow } from './act.ts';

/** The actions whose body is a file. */
type TakesFile = 'ImportHardwareMFADevices';

interface Transfer<Name extends TakesFile> {
  name: Name;
  file: File;
  input: Actions[Name][0];
  /** Bytes that have left; all of them means that the gateway is at work. */
  onProgress: (sent: number) => void;
  stop: AbortSignal;
}

/**
 * Runs an action that takes a file. An empty file goes first: the gateway asks for a fresh proof, and finds a
 * malformed input, before a large one has travelled in vain. Should the proof expire on the way, it travels again.
 */
export async function upload<Name extends TakesFile>(transfer: Transfer<Name>): Promise<Actions[Name][1]> {
  const proved = async (run: () => Promise<Actions[Name][1]>) => {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'STEP_UP_REQUIRED') return elsewhere(error);
      if (!(await proveNow())) throw new Withdrawn();
      return run().catch(elsewhere);
    }
  };
  await proved(() => send({ ...transfer, file: new File([], transfer.file.name), onProgress: () => {} }));
  return proved(() => {
    transfer.onProgress(0);
    return send(transfer);
  });
}

/** XMLHttpRequest and not fetch, which says nothing about how far an upload is. */
function send<Name extends TakesFile>(transfer: Transfer<Name>): Promise<Actions[Name][1]> {
  const { name, file, input, onProgress, stop } = transfer;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/actions/${name}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', typeOf(file.name));
    if (Object.keys(input).length > 0) request.setRequestHeader('sallyport-input', asHeader(input));
    request.upload.addEventListener('progress', event => onProgress(event.loaded));
    request.addEventListener('load', () => {
      try {
        resolve(opened(JSON.parse(request.responseText) as Envelope<Actions[Name][1]>));
      } catch (error) {
        reject(error instanceof Problem ? error : unreachable());
      }
    });
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(new Problem('STOPPED', say.uploadStopped)));
    stop.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

const unreachable = () => new Problem('UNREACHABLE', say.unreachable);

/** By the ending: what the browser thinks of it depends on what is installed beside it. */
function typeOf(fileName: string): string {
  if (/\.csv$/i.test(fileName)) return 'text/csv';
  return /\.(xml|pskcxml)$/i.test(fileName) ? 'application/pskc+xml' : 'application/octet-stream';
}

/** JSON as base64url, by way of UTF-8: a password may have any character, and a header may not. */
function asHeader(input: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(input));
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
