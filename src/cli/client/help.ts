import { type JsonSchema, jsonSchema } from '../../core/actions/json-schema.ts';
import { OPERATOR_USAGE } from '../operator/names.ts';
import { ownFlags } from './command-flags.ts';
import { actionCommands, type Command, needsBrowser } from './commands.ts';
import { exampleOf } from './example.ts';
import { IMPORT_COMMAND, IMPORT_OPTIONS, IMPORT_SUMMARY } from './import-tokens.ts';
import { flagsOf } from './input.ts';
import { CONFIGURE_OPTIONS, type Flag, GLOBAL_OPTIONS } from './options.ts';
import { VERSION } from './version.ts';

const CONFIGURE_SUMMARY = 'Asks for the address of a gateway and an API key or access key, and keeps them.';

const COMPLETION_SUMMARY = 'Prints a script that completes commands, options and values in a shell.';

const QUOTING = `In shells like bash, put values with spaces, quotes, $ or * into single quotes. More on quoting:
  https://www.gnu.org/software/bash/manual/html_node/Quoting.html`;

export const USAGE = `usage: sallyport <command> [options]
To see help text: sallyport help, sallyport <command> help
`;

export function generalHelp(gateway: string): string {
  const commands = [
    ...actionCommands(),
    { name: IMPORT_COMMAND, summary: IMPORT_SUMMARY },
    { name: 'configure', summary: CONFIGURE_SUMMARY },
    { name: 'completion', summary: COMPLETION_SUMMARY },
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `NAME
  sallyport - manages an authentication gateway

SYNOPSIS
  sallyport <command> [options]
  sallyport <command> help

DESCRIPTION
  Asks a gateway over HTTPS with an API key, which the console makes, or signs with an access key. Before
  the first command run "sallyport configure", or set SALLYPORT_ENDPOINT_URL and SALLYPORT_API_KEY. Commands
  are also understood as "sallyport iam <command>" and "sallyport sts <command>".

  ${QUOTING}

VERSION
  ${VERSION}. The page ${gateway}/docs describes the actions of the gateway in its own version; for the newest
  command line, and how to change to it, see "From the command line" in the README of the newest Sallyport.

COMMANDS
${commands.map(({ name, summary }) => `  ${name}\n      ${summary}`).join('\n')}

COMMANDS FOR OPERATORS, on the machine of the gateway, with its environment
${OPERATOR_USAGE}
GLOBAL OPTIONS
${optionList(GLOBAL_OPTIONS)}

PROFILES
  ~/.config/sallyport/credentials has a section for each profile, "default" without --profile or
  SALLYPORT_PROFILE, with endpoint_url and api_key, or with aws_access_key_id, aws_secret_access_key and,
  for a temporary key, aws_session_token. AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN
  count where no key of Sallyport's is configured.

EXIT CODES
  0 done; 252 wrong parameters, nothing was sent; 253 wrong configuration, nothing was sent; 254 the
  gateway refused; 255 anything else.
`;
}

export function commandHelp(command: Command, gateway = 'https://<gateway>'): string {
  const { name, action, paged, parameters } = command;
  const shown = parameters.filter(({ member }) => !paged || (member !== 'Marker' && member !== 'MaxItems'));
  const synopsis = shown.flatMap(parameter => {
    const words = flagsOf(parameter).map(written).join(' | ');
    return parameter.required && !parameter.secret ? words : `[${words}]`;
  });
  const members = shown.map(parameter => {
    const flags = flagsOf(parameter);
    const value = flags[0]?.value ?? parameter.type;
    return {
      flag: flags.map(({ flag }) => flag).join(' | '),
      value: `${value}${parameter.required ? (parameter.secret ? ', asked for without it' : ', required') : ''}`,
      description: [parameter.description, ...rulesOf(parameter.schema)].filter(Boolean).join(' '),
    };
  });
  const own = new Set(shown.flatMap(flagsOf).map(({ flag }) => flag));
  const others = ownFlags(command).filter(({ flag }) => !own.has(flag) && flag !== '--marker');
  return help(
    name,
    [action.summary, ...notes(command, gateway)].join('\n  '),
    [...synopsis, ...others.map(bracketed)],
    [...members, ...others],
    outputList(jsonSchema(action.output, 'output'), '  ') || '  None',
    needsBrowser(action) ? 'None: a browser does this.' : exampleOf(command),
    seeAlso(action.name, gateway),
  );
}

function notes({ action, parameters }: Command, gateway: string): string[] {
  return [
    ...(needsBrowser(action) ? [`A browser does this: open ${gateway}/credentials.`] : []),
    ...(action.consoleOnly ? ['With an API key or a long-term access key the gateway refuses it.'] : []),
    ...(parameters.some(({ member }) => member === 'AuthenticationCode2')
      ? ['With codes that are too old the request fails.']
      : []),
  ];
}

function seeAlso(action: string, gateway: string): string {
  return `${gateway}/docs#${action}
  ${gateway}/help, on MFA devices and on bringing one back
  sallyport help, on configuration and the version of this command line`;
}

/** What a value has to look like, where its description does not say. */
function rulesOf({ minimum, maximum, minLength, maxLength, pattern }: JsonSchema): string[] {
  const span = (least: number | undefined, most: number | undefined) =>
    least === undefined ? `up to ${most}` : most === undefined ? `at least ${least}` : `${least} to ${most}`;
  const safe = (number: number | undefined) =>
    Number.isSafeInteger(number) && Math.abs(number ?? 0) < 2 ** 52 ? number : undefined;
  const [least, most] = [safe(minimum), safe(maximum)];
  return [
    ...(least !== undefined || most !== undefined ? [`From ${span(least, most)}.`] : []),
    ...(minLength !== undefined || maxLength !== undefined ? [`Length: ${span(minLength, maxLength)}.`] : []),
    ...(pattern !== undefined ? [`Pattern: ${pattern}`] : []),
  ];
}

export function importHelp(gateway: string): string {
  const [file, ...others] = IMPORT_OPTIONS;
  const synopsis = [...(file ? [written(file)] : []), ...others.map(bracketed)];
  const output = '  Imported, Skipped, Refused, Complete and the refused Lines (Line, SerialNumber, Reason)';
  const example = `sallyport ${IMPORT_COMMAND} --file tokens.csv`;
  const also = seeAlso('ImportHardwareMFADevices', gateway);
  return help(IMPORT_COMMAND, IMPORT_SUMMARY, synopsis, IMPORT_OPTIONS, output, example, also);
}

export function completionHelp(): string {
  return `NAME
  completion

DESCRIPTION
  ${COMPLETION_SUMMARY}

SYNOPSIS
  completion bash|zsh|fish

EXAMPLES
  bash, in ~/.bashrc:                  source <(sallyport completion bash)
  zsh, in ~/.zshrc, after compinit:    source <(sallyport completion zsh)
  fish, in ~/.config/fish/config.fish: sallyport completion fish | source
`;
}

export function configureHelp(): string {
  return `NAME
  configure

DESCRIPTION
  ${CONFIGURE_SUMMARY}
  Without a terminal it reads lines of standard input: the address, then the API key; or the access key ID, its
  secret and, for a temporary one (ASIA...), the session token.

SYNOPSIS
    ${['configure', ...CONFIGURE_OPTIONS.map(bracketed)].join('\n  ')}

OPTIONS
  --profile (name)
      The profile to write; "default" without this and without SALLYPORT_PROFILE.
`;
}

function help(
  name: string,
  summary: string,
  synopsis: readonly string[],
  options: readonly Pick<Flag, 'flag' | 'value' | 'description'>[],
  output: string,
  example: string,
  also: string,
): string {
  return `NAME
  ${name}

DESCRIPTION
  ${summary}

SYNOPSIS
    ${[name, ...synopsis, ...GLOBAL_OPTIONS.map(bracketed)].join('\n  ')}

OPTIONS
${optionList(options) || '  None'}

GLOBAL OPTIONS
${optionList(GLOBAL_OPTIONS)}

EXAMPLES
  Run "sallyport configure" once before. ${QUOTING}

    ${example}

SEE ALSO
  ${also}

OUTPUT
${output}
`;
}

function optionList(options: readonly Pick<Flag, 'flag' | 'value' | 'description'>[]): string {
  return options
    .map(({ flag, value, description }) => {
      const head = `  ${flag}${value === undefined ? '' : ` (${value})`}`;
      return description === '' ? head : `${head}\n      ${description}`;
    })
    .join('\n');
}

function written({ flag, value, optional }: Flag): string {
  if (value === undefined) return flag;
  return optional ? `${flag} [<${value}>]` : `${flag} <${value}>`;
}

function bracketed(flag: Flag): string {
  return `[${written(flag)}]`;
}

function outputList(schema: JsonSchema, indent: string): string {
  return Object.entries(schema.properties ?? {})
    .map(([member, described]) => {
      const inner = described.items ?? described;
      const type = described.enum?.join('|') ?? described.type ?? 'string';
      const head = `${indent}${member} (${type})${described.description ? `: ${described.description}` : ''}`;
      const below = outputList(inner, `${indent}  `);
      return below === '' ? head : `${head}\n${below}`;
    })
    .join('\n');
}
