import { parseArgs } from 'node:util';
import { accountCreate } from './account-create.ts';
import { keysNew } from './keys-new.ts';
import { setUpLink } from './set-up-link.ts';

/** The operator's commands. Each returns its exit code. */
const COMMANDS: Record<string, (parameters: string[]) => Promise<number> | number> = {
  'account create': accountCreate,
  'set-up-link': setUpLink,
  'keys new': keysNew,
};

const USAGE = `usage: sallyport <command> [options]

  account create --email <address> --phone <+number> [--alias <name>]
      creates an account and its owner on this machine; the password is read from standard input
  set-up-link [--d1 --origin <origin>]
      prints a one-time link that creates the first account in a browser, good for a day;
      --d1 prints it with the SQL that makes it good on Cloudflare:
        wrangler d1 execute sallyport --remote --command "<that SQL>"
  keys new [--id <name>]
      prints a new key for SECRET_KEYS

The configuration is read from the environment, as the server reads it.
`;

const { positionals } = parseArgs({ strict: false, allowPositionals: true });
const name = Object.keys(COMMANDS).find(
  command => positionals.slice(0, command.split(' ').length).join(' ') === command,
);
if (name === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = process.argv.includes('--help') ? 0 : 252;
} else {
  const parameters = process.argv.slice(2).filter(word => !name.split(' ').includes(word));
  process.exitCode = await COMMANDS[name]?.(parameters);
}
