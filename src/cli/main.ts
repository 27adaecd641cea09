#!/usr/bin/env node
import { isOperator } from './operator/names.ts';

/**
 * The entry of `sallyport`. Everything else is loaded when it is needed: a command that asks a gateway has no use for
 * the database and the password hash, and half of its time would go into reading them.
 */

// `sallyport list-users | head -1`: whoever reads has seen enough, which is no mistake of anybody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const words = process.argv.slice(2);
if (isOperator(words)) {
  const { operate } = await import('./operator/operate.ts');
  process.exitCode = await operate(words);
} else {
  const { run } = await import('./client/run.ts');
  process.exitCode = await run(words);
}
