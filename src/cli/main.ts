import { accountCreate } from './account-create.ts';
import { deviceUnlock } from './device-unlock.ts';
import { keysNew } from './keys-new.ts';
import { setUpLink } from './set-up-link.ts';

/** The operator's commands. Each returns its exit code. */
const COMMANDS: Record<string, (parameters: string[]) => Promise<number> | number> = {
  'account create': accountCreate,
  'set-up-link': setUpLink,
  'device unlock': deviceUnlock,
  'keys new': keysNew,
};

const USAGE = `usage: sallyport <command> [options]

  account create --email <address> --phone <+number> [--alias <name>]
      creates an account and its owner on this machine; the password is read from standard input
  set-up-link [--d1 --origin <origin>]
      prints a one-time link that creates the first account in a browser, good for a day;
      --d1 prints it with the SQL that makes it good on Cloudflare:
        wrangler d1 execute sallyport --remote --command "<that SQL>"
  device unlock --serial-number <serial number>
      clears a TOTP device that too many wrong codes locked, for an owner who has no other
  keys new [--id <name>]
      prints a new key for SECRET_KEYS

The configuration is read from the environment, as the server reads it.
`;

const words = process.argv.slice(2);
const name = Object.keys(COMMANDS).find(
  command => words.slice(0, command.split(' ').length).join(' ') === command,
);
const command = name === undefined ? undefined : COMMANDS[name];
if (name === undefined || command === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = words.includes('--help') ? 0 : 252;
} else {
  try {
    process.exitCode = await command(words.slice(name.split(' ').length));
  } catch (error) {
    // An option that is unknown or lacks its value.
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
      throw error;
    process.stderr.write(`sallyport: ${error.message}\n`);
    process.exitCode = 252;
  }
}
