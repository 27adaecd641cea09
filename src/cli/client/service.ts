import { setTimeout as pause } from 'node:timers/promises';
import { kebabCase } from '../../core/actions/kebab-case.ts';
import type { Answer, Connection } from './connection.ts';
import { NoAnswer } from './connection.ts';
import { readEnvelope } from './envelope.ts';
import { Failure } from './failure.ts';
import type { Input } from './input.ts';
import { printable } from './output/printable.ts';
import { isRepeatable, mayBeDone } from './repeat.ts';
import { VERSION } from './version.ts';

const RETRIES = 2;
/** Milliseconds before the first retry, at most; doubled for the second. */
const BACK_OFF = 500;
/** A longer wait than this is told and not waited, seconds. */
const LONGEST_WAIT = 20;

export interface Service {
  readonly connection: Connection;
  readonly apiKey: string | undefined;
  readonly debug: (sentence: string) => void;
}

/**
 * Carries out one action and returns the data of its answer. What got no answer, or one that says "later", is sent
 * again, unless it may be done already and must not be done twice.
 */
export async function call(service: Service, action: string, input: Input): Promise<unknown | Failure> {
  const body = JSON.stringify(input);
  const headers = { ...headersOf(service), 'content-type': 'application/json' };
  service.debug(`${action} with ${Object.keys(input).join(', ') || 'no parameters'}`);
  for (let retries = 0; ; retries += 1) {
    const answer = await send(service, action, headers, body);
    const wait = retries < RETRIES ? waitBefore(action, answer, retries) : undefined;
    if (wait === undefined) return conclude(service, action, answer, retries);
    service.debug(`again in ${Math.round(wait)} ms`);
    await pause(wait);
  }
}

/** Without a key it is a request like a page's: the gateway looks at where it comes from, then at who is signed in. */
export function headersOf({ apiKey, connection: { endpoint } }: Service): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': `sallyport/${VERSION}`,
    ...(apiKey === undefined ? { origin: endpoint.origin } : { authorization: `Bearer ${apiKey}` }),
  };
}

export async function send(
  { connection, debug }: Service,
  action: string,
  headers: Record<string, string>,
  body: Parameters<Connection['post']>[2],
): Promise<Answer | NoAnswer> {
  const path = `/api/actions/${action}`;
  debug(
    `POST ${connection.address(path).href}${headers.authorization === undefined ? ', without a key' : ''}`,
  );
  const answer = await connection.post(path, headers, body);
  if (answer instanceof NoAnswer) debug(`no answer: ${answer.why}`);
  else debug(`${answer.status}, ${answer.headers['content-type']}, ${answer.body.length} characters`);
  return answer;
}

/** Milliseconds until the next try; undefined: there is none. */
function waitBefore(action: string, answer: Answer | NoAnswer, retries: number): number | undefined {
  const done = mayBeDone(action, answer, readEnvelope(answer) !== undefined);
  if (done && !isRepeatable(action)) return undefined;
  const backOff = BACK_OFF * 2 ** retries * Math.random();
  if (answer instanceof NoAnswer) return backOff;
  if (answer.status !== 429 && answer.status < 500) return undefined;
  const said = Number(answer.headers['retry-after'] ?? Number.NaN);
  if (Number.isNaN(said)) return backOff;
  return said <= LONGEST_WAIT ? Math.max(0, said) * 1000 : undefined;
}

export function conclude(
  { connection }: Service,
  action: string,
  answer: Answer | NoAnswer,
  retries: number,
): unknown | Failure {
  const { origin } = connection.endpoint;
  const envelope = readEnvelope(answer);
  if (envelope !== undefined && 'data' in envelope) return envelope.data;
  const doubt = mayBeDone(action, answer, envelope !== undefined)
    ? `\n${action} may have been carried out: look before you repeat it.`
    : '';
  if (answer instanceof NoAnswer)
    return new Failure(255, `Could not get an answer from "${origin}": ${printable(answer.why)}${doubt}`);
  if (envelope === undefined)
    return new Failure(
      255,
      `What answers at "${origin}" is not a gateway: status ${answer.status}, no JSON envelope.${doubt}`,
    );
  const { code, message, fields } = envelope;
  const reached = retries > 0 ? ` (reached max retries: ${retries})` : '';
  const first = `An error occurred (${code}) when calling the ${action} operation${reached}: ${message}`;
  const more = Object.entries(fields).map(([member, said]) => `  --${kebabCase(member)}: ${said}`);
  return new Failure(254, [first, ...more].map(line => printable(line)).join('\n') + doubt);
}
