/** The operator's commands: they work on this machine's data folder. All others ask a gateway. */
export const OPERATOR_COMMANDS = [
  'account create',
  'set-up-link',
  'device unlock',
  'break-glass',
  'keys new',
] as const;

export type OperatorCommand = (typeof OPERATOR_COMMANDS)[number];

export const OPERATOR_USAGE = `  account create --email <address> --phone <+number> [--alias <name>]
      creates an account and its owner on this machine; the password is read from standard input
  set-up-link [--d1 --origin <origin>]
      prints a one-time link that creates the first account in a browser, good for a day;
      --d1 prints it with the SQL that makes it good on Cloudflare:
        wrangler d1 execute sallyport --remote --command "<that SQL>"
  device unlock --serial-number <serial number> [--d1]
      clears a TOTP device that too many wrong codes locked, for an owner who has no other
  break-glass --account <account id, alias or the owner's address> --reason <why>
      [--new-password] [--email <address>] [--d1]
      takes all MFA devices from an owner who lost them, ends whatever the owner has open, and tells every address
      of the owner. --new-password prints an initial password, good for one sign-in within 7 days; an owner who was
      disabled by "this was not me" is let in with it only, because whoever came in may have set the old one.
      --email names another address to sign in with.
      --d1, here and above, prints the SQL that does so on Cloudflare (the initial password goes to standard error):
        wrangler d1 execute sallyport --remote --command "$(sallyport break-glass ... --d1)"
      It does nothing, and returns no rows, where the command would refuse: for a disabled owner without
      --new-password, an address that somebody has, an account that does not exist.
  keys new [--id <name>]
      prints a new key for SECRET_KEYS
`;

export function operatorCommand(words: readonly string[]): OperatorCommand | undefined {
  return OPERATOR_COMMANDS.find(command => words.slice(0, command.split(' ').length).join(' ') === command);
}

/** Also half a name, like `keys`: what is missing is said by the usage of these commands, not of the others. */
export function isOperator(words: readonly string[]): boolean {
  return OPERATOR_COMMANDS.some(command => command.split(' ')[0] === words[0]);
}
