import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES: Record<string, string[]> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
};

/** The path of an installed program: named by the environment (CHROMIUM=...), or found on the PATH. */
export function findProgram(program: string): string | undefined {
  const named = process.env[program.toUpperCase().replaceAll('-', '_')];
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const candidates = (NAMES[program] ?? [program]).flatMap(name => folders.map(folder => join(folder, name)));
  return [...(named ? [named] : []), ...candidates].find(isExecutable);
}

export function requireProgram(program: string): string {
  const found = findProgram(program);
  if (!found)
    throw new Error(`${program} is not installed: run "npm test", which brings it, or install it yourself`);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
