import { parseArgs } from 'node:util';
import { newSecretKey } from '../../runtime/data-dir.ts';

export function keysNew(parameters: string[]): number {
  const { values } = parseArgs({ args: parameters, options: { id: { type: 'string' } } });
  const id = values.id ?? `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  if (!/^[\w-]{1,32}$/.test(id)) {
    process.stderr.write('sallyport: --id: letters, digits, _ and -, at most 32\n');
    return 252;
  }
  process.stdout.write(`${newSecretKey(id)}\n`);
  return 0;
}
