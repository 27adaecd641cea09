import type { Operation } from '../api/operation.ts';
import { awsCommand, quoted } from './aws-command.ts';
import { waysIn } from './ways-in.ts';

/** `x-codeSamples`, as viewers of OpenAPI documents know them. */
export interface CodeSample {
  readonly lang: 'Shell';
  readonly label: string;
  readonly source: string;
}

/** The request of the example as commands to paste: with an API key, signed, and by the command line of AWS. */
export function codeSamples(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  origin: string,
): CodeSample[] {
  const { name, path, action, takesFile } = operation;
  const ways = waysIn(operation);
  const service = action?.service ?? 'iam';
  const url = quoted(`${origin}${path}`);
  const key = '--header "Authorization: Bearer $SALLYPORT_API_KEY"';
  const signed = [
    `--aws-sigv4 "aws:amz:us-east-1:${service}"`,
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    // What a long-term key may not do, the credentials of GetSessionToken may: the token comes along.
    ...(action?.consoleOnly ? ['--header "X-Amz-Security-Token: $AWS_SESSION_TOKEN"'] : []),
  ];
  const json = [
    "--header 'Content-Type: application/json'",
    `--data ${quoted(JSON.stringify(input, null, 2).replaceAll('\n', '\n  '))}`,
  ];
  const file = ["--header 'Content-Type: text/csv'", '--data-binary @tokens.csv'];
  const curl = (...options: string[]) => [`curl ${url}`, ...options].join(' \\\n  ');
  const aws = awsCommand(name, service, input, origin);
  return [
    ...(ways.key ? [sample('curl with an API key', curl(key, ...(takesFile ? file : json)))] : []),
    ...(ways.signature ? [sample('curl with an access key', curl(...signed, ...json))] : []),
    ...(ways.signature && aws !== undefined ? [sample('AWS CLI', aws)] : []),
  ];
}

function sample(label: string, source: string): CodeSample {
  return { lang: 'Shell', label, source };
}
