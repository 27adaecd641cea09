/** What an option looks like on the command line. */
export interface Flag {
  readonly flag: string;
  /** What stands for its value in the help; none: a switch. */
  readonly value?: string;
  /** The value may be left out. */
  readonly optional?: true;
  readonly choices?: readonly string[];
  readonly type?: 'integer' | 'seconds';
  /** Takes every word up to the next option. */
  readonly many?: true;
  readonly description: string;
}

/** The options of every command that asks a gateway. They are those of the AWS CLI. */
export const GLOBAL_OPTIONS: readonly Flag[] = [
  {
    flag: '--cli-input-json',
    value: 'json',
    description:
      'Takes the parameters from this JSON, or from a file named file://path. Options of the command line win.',
  },
  {
    flag: '--cli-input-yaml',
    value: 'yaml',
    description: 'The same in YAML. Codes go in quotes there: without them 012345 is a number.',
  },
  {
    flag: '--generate-cli-skeleton',
    value: 'input|yaml-input|output',
    optional: true,
    choices: ['input', 'yaml-input', 'output'],
    description:
      'Sends nothing. Prints JSON (or YAML) to fill in for --cli-input-json (-yaml), or (output) checks the parameters and prints a sample answer.',
  },
  { flag: '--debug', description: 'Tells on standard error what is sent where, without secrets.' },
  {
    flag: '--endpoint-url',
    value: 'url',
    description: 'The address of the gateway, instead of the configured one.',
  },
  { flag: '--no-verify-ssl', description: 'Takes any certificate. Whoever is in between can read the key.' },
  { flag: '--no-paginate', description: 'Asks for one page only and shows its Marker.' },
  {
    flag: '--output',
    value: 'format',
    choices: ['json', 'text', 'table', 'yaml', 'yaml-stream'],
    description:
      'How the answer is printed: json (without this), text, table, yaml, or yaml-stream: a list of answers, here of one.',
  },
  { flag: '--query', value: 'expression', description: 'A JMESPath expression that picks from the answer.' },
  { flag: '--profile', value: 'name', description: 'Takes address and key from this profile.' },
  { flag: '--region', value: 'name', description: 'Goes into signatures; a gateway takes any.' },
  { flag: '--version', description: 'Prints the version.' },
  {
    flag: '--color',
    value: 'on|off|auto',
    choices: ['on', 'off', 'auto'],
    description: 'Colours in tables.',
  },
  { flag: '--no-sign-request', description: 'Sends no key and reads none.' },
  {
    flag: '--ca-bundle',
    value: 'file',
    description: "Certificates (PEM) to check the gateway's with, instead of the built-in ones.",
  },
  {
    flag: '--cli-read-timeout',
    value: 'seconds',
    type: 'seconds',
    description: 'How long the gateway may be silent; 60 without this, 0 for ever.',
  },
  {
    flag: '--cli-connect-timeout',
    value: 'seconds',
    type: 'seconds',
    description: 'How long connecting may take; 60 without this, 0 for ever.',
  },
  { flag: '--no-cli-pager', description: 'Taken and ignored: no pager is ever started.' },
  {
    flag: '--cli-binary-format',
    value: 'base64|raw-in-base64-out',
    choices: ['base64', 'raw-in-base64-out'],
    description: 'Taken and ignored: no parameter is binary.',
  },
];

/** `configure` asks nobody: of all these it takes the name of what it writes. */
export const CONFIGURE_OPTIONS: readonly Flag[] = GLOBAL_OPTIONS.filter(({ flag }) =>
  ['--profile', '--version'].includes(flag),
);

/** Of commands that answer in pages. */
export const PAGING_OPTIONS: readonly Flag[] = [
  {
    flag: '--page-size',
    value: 'integer',
    type: 'integer',
    description: 'How many to ask for at once. All of them come in the end.',
  },
  {
    flag: '--max-items',
    value: 'integer',
    type: 'integer',
    description: 'How many to print in all. If there are more, the answer has a NextToken.',
  },
  {
    flag: '--starting-token',
    value: 'token',
    description: 'The NextToken of an earlier answer: goes on from there.',
  },
];
