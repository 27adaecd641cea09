import { accountCreate } from './account-create.ts';
import { breakGlassCommand } from './break-glass.ts';
import { deviceUnlock } from './device-unlock.ts';
import { keysNew } from './keys-new.ts';
import { OPERATOR_USAGE, type OperatorCommand, operatorCommand } from './names.ts';
import { setUpLink } from './set-up-link.ts';

/** Each returns its exit code. */
const COMMANDS: Record<OperatorCommand, (parameters: string[]) => Promise<number> | number> = {
  'account create': accountCreate,
  'set-up-link': setUpLink,
  'device unlock': deviceUnlock,
  'break-glass': breakGlassCommand,
  'keys new': keysNew,
};

const USAGE = `usage: sallyport <command> [options]

${OPERATOR_USAGE}
The configuration is read from the environment, as the server reads it.
`;

export async function operate(words: string[]): Promise<number> {
  const name = operatorCommand(words);
  const next = words[name?.split(' ').length ?? 1];
  if (next === 'help' || words.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (name === undefined) {
    process.stderr.write(USAGE);
    return 252;
  }
  try {
    return await COMMANDS[name](words.slice(name.split(' ').length));
  } catch (error) {
    // An option that is unknown or lacks its value.
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
      throw error;
    process.stderr.write(`sallyport: ${error.message}\n`);
    return 252;
  }
}
