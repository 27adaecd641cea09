import { readFile } from 'node:fs/promises';
import type { Action } from '../../core/actions/action.ts';
import { jsonSchema } from '../../core/actions/json-schema.ts';
import { sampleOutput } from '../../core/actions/samples.ts';
import { Connection } from './connection.ts';
import { findCredentials } from './credentials.ts';
import { Failure, misconfigured } from './failure.ts';
import { type Query, readQuery, show } from './output/show.ts';
import { print, warn } from './say.ts';
import type { Service } from './service.ts';
import { systemErrorCode } from './system-error.ts';
import type { Written } from './words.ts';

/** Asks a gateway and prints its answer. Everything that can be wrong here is found before the first byte is sent. */
export async function ask(
  written: Written,
  action: Action,
  use: (service: Service) => Promise<unknown | Failure>,
): Promise<Failure | undefined> {
  const query = await readQuery(written.get('--query'), sampleOf(action));
  if (query instanceof Failure) return query;
  const credentials = await findCredentials(written, process.env, warn);
  if (credentials instanceof Failure) return credentials;
  const { endpoint, identity, region } = credentials;
  const authorities = await readAuthorities(written.get('--ca-bundle'));
  if (authorities instanceof Failure) return authorities;
  const verifyCertificate = !written.has('--no-verify-ssl');
  if (!verifyCertificate) warn('the certificate of the gateway is not checked.');
  const connection = new Connection(endpoint, {
    verifyCertificate,
    authorities,
    connectTimeout: Number(written.get('--cli-connect-timeout') ?? 60) * 1000,
    readTimeout: Number(written.get('--cli-read-timeout') ?? 60) * 1000,
  });
  const debug = written.has('--debug')
    ? (sentence: string) => void process.stderr.write(`sallyport: debug: ${sentence}\n`)
    : () => undefined;
  try {
    const answer = await use({ connection, identity, region, debug });
    return answer instanceof Failure ? answer : await printAnswer(written, action, answer, query);
  } finally {
    connection.close();
  }
}

/** What `--generate-cli-skeleton output` prints. */
export async function printSample(written: Written, action: Action): Promise<Failure | undefined> {
  const sample = sampleOf(action);
  const query = await readQuery(written.get('--query'), sample);
  return query instanceof Failure ? query : printAnswer(written, action, sample, query);
}

async function printAnswer(
  written: Written,
  { name, output }: Action,
  answer: unknown,
  query: Query,
): Promise<Failure | undefined> {
  if (answersNothing(output)) return undefined;
  const picked = query(answer);
  const failure = picked instanceof Failure ? picked : undefined;
  const color = written.get('--color') ?? 'auto';
  const colour = color === 'on' || (color === 'auto' && process.stdout.isTTY && !process.env.NO_COLOR);
  print(await show(failure ? answer : picked, written.get('--output') ?? 'json', name, colour));
  return failure;
}

/** An action without output prints nothing; what the gateway answers is a receipt for its log (S3-38, S4-08). */
function answersNothing(output: Action['output']): boolean {
  const { properties } = jsonSchema(output, 'output');
  return properties !== undefined && Object.keys(properties).length === 0;
}

function sampleOf({ output }: Action): unknown {
  return sampleOutput(jsonSchema(output, 'output'));
}

async function readAuthorities(path: string | undefined): Promise<string | undefined | Failure> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return misconfigured(`--ca-bundle cannot be read (${systemErrorCode(error)}).`);
  }
}
