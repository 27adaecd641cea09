import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createAccount, newAccountInput } from '../../core/account/set-up.ts';
import { Refusal } from '../../core/refusal.ts';
import { configuration, onHost } from './host.ts';

export async function accountCreate(parameters: string[]): Promise<number> {
  const config = configuration();
  if (config === undefined) return 252;
  const options = {
    email: { type: 'string' },
    phone: { type: 'string' },
    alias: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: parameters, options });
  if (process.stdin.isTTY) process.stderr.write('Password (ends with Ctrl-D): ');
  // One line break at the end belongs to `echo`, not to the password.
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const input = newAccountInput.safeParse({ ...values, password });
  if (!input.success) {
    for (const issue of input.error.issues)
      process.stderr.write(
        `sallyport: --${issue.path.join('.')}: ${issue.code === 'invalid_type' ? 'This is missing.' : issue.message}\n`,
      );
    return 252;
  }
  const result = await onHost(config, context => createAccount(context, input.data));
  if (result instanceof Refusal) {
    process.stderr.write(`sallyport: ${result.details.message ?? result.reason}\n`);
    return 254;
  }
  process.stdout.write(`${JSON.stringify({ AccountId: result.accountId })}\n`);
  return 0;
}
