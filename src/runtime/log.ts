import type { Log } from '../http/deps.ts';

/** One JSON object a line; JSON.stringify escapes what could forge a second line. */
export function createLog(write: (line: string) => void): Log {
  return (event, details) => write(JSON.stringify({ time: new Date().toISOString(), event, ...details }));
}
