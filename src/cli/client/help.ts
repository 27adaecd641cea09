import { type JsonSchema, jsonSchema } from '../../core/actions/json-schema.ts';
import { OPERATOR_USAGE } from '../operator/names.ts';
import { actionCommands, type Command } from './commands.ts';
import { IMPORT_COMMAND, IMPORT_OPTIONS, IMPORT_SUMMARY } from './import-tokens.ts';
import { flagsOf } from './input.ts';
import { CONFIGURE_OPTIONS, type Flag, GLOBAL_OPTIONS, PAGING_OPTIONS } from './options.ts';

const CONFIGURE_SUMMARY = 'Asks for the address of a gateway and an API key, and keeps them.';

export const USAGE = `usage: sallyport <command> [options]
To see help text: sallyport help, sallyport <command> help
`;

export function generalHelp(): string {
  const commands = [
    ...actionCommands(),
    { name: IMPORT_COMMAND, summary: IMPORT_SUMMARY },
    { name: 'configure', summary: CONFIGURE_SUMMARY },
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `NAME
  sallyport - manages an authentication gateway

SYNOPSIS
  sallyport <command> [options]
  sallyport <command> help

DESCRIPTION
  Asks a gateway over HTTPS with an API key, which the console makes. Before the first command run
  "sallyport configure", or set SALLYPORT_ENDPOINT_URL and SALLYPORT_API_KEY.

  In shells like bash, put values with spaces, quotes, $ or * into single quotes.

COMMANDS
${commands.map(({ name, summary }) => `  ${name}\n      ${summary}`).join('\n')}

COMMANDS FOR OPERATORS, on the machine of the gateway, with its environment
${OPERATOR_USAGE}
GLOBAL OPTIONS
${optionList(GLOBAL_OPTIONS)}

PROFILES
  ~/.config/sallyport/credentials has a section for each profile, "default" without --profile or
  SALLYPORT_PROFILE, with endpoint_url and api_key.

EXIT CODES
  0 done; 252 wrong parameters, nothing was sent; 253 wrong configuration, nothing was sent; 254 the
  gateway refused; 255 anything else.
`;
}

export function commandHelp(command: Command): string {
  const { name, action, paged, parameters } = command;
  const shown = parameters.filter(({ member }) => !paged || (member !== 'Marker' && member !== 'MaxItems'));
  const synopsis = shown.flatMap(parameter => {
    const words = flagsOf(parameter).map(written).join(' | ');
    return parameter.required ? words : `[${words}]`;
  });
  const members = shown.map(parameter => ({
    flag: flagsOf(parameter)
      .map(({ flag }) => flag)
      .join(' | '),
    value: `${parameter.choices?.join('|') ?? parameter.type}${parameter.required ? ', required' : ''}`,
    description: parameter.description ?? '',
  }));
  const paging = paged ? PAGING_OPTIONS : [];
  return help(
    name,
    action.consoleOnly
      ? `${action.summary}\n  The console alone may do this: with an API key the gateway refuses it.`
      : action.summary,
    [...synopsis, ...paging.map(bracketed)],
    [...members, ...paging],
    outputList(jsonSchema(action.output, 'output'), '  ') || '  None',
  );
}

export function importHelp(): string {
  const [file, ...others] = IMPORT_OPTIONS;
  const synopsis = [...(file ? [written(file)] : []), ...others.map(bracketed)];
  const output = '  Imported, Skipped, Refused, Complete and the refused Lines (Line, SerialNumber, Reason)';
  return help(IMPORT_COMMAND, IMPORT_SUMMARY, synopsis, IMPORT_OPTIONS, output);
}

export function configureHelp(): string {
  return `NAME
  configure

DESCRIPTION
  ${CONFIGURE_SUMMARY}
  Without a terminal it reads two lines of standard input: the address, the key.

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
