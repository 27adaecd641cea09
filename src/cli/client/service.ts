import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Action } from '../../core/actions/action.ts';
import { kebabCase } from '../../core/actions/kebab-case.ts';
import { authorize } from './authorization.ts';
import { serviceOf } from './commands.ts';
import type { Answer, Connection } from './connection.ts';
import { NoAnswer } from './connection.ts';
import { readEnvelope } from './envelope.ts';
import { Failure } from './failure.ts';
import type { Identity } from './identity.ts';
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
  readonly identity: Identity | undefined;
  readonly region: string;
  readonly debug: (sentence: string) => void;
}

/**
 * Carries out one action and returns the data of its answer. What got no answer, or one that says "later", is sent
 * again, unless it may be done already and must not be done twice.
 */
export async function call(service: Service, action: Action, input: Input): Promise<unknown | Failure> {
  const body = JSON.stringify(input);
  const { name } = action;
  service.debug(`${name} with ${Object.keys(input).join(', ') || 'no parameters'}`);
  for (let retries = 0; ; retries += 1) {
    const answer = await send(service, action, { 'content-type': 'application/json' }, body);
    const wait = retries < RETRIES ? waitBefore(name, answer, retries) : undefined;
    if (wait === undefined) return conclude(service, name, answer, retries);
    service.debug(`again in ${Math.round(wait)} ms`);
    await pause(wait);
  }
}

export async function send(
  { connection, identity, region, debug }: Service,
  action: Action,
  headers: Record<string, string>,
  body: string | Readable,
): Promise<Answer | NoAnswer> {
  const address = connection.address(`/api/actions/${action.name}`);
  const scope = { service: serviceOf(action), region };
  debug(`POST ${address.href}, ${howSigned(identity, scope)}`);
  const answer = await connection.post(
    address,
    {
      accept: 'application/json',
      'user-agent': `sallyport/${VERSION}`,
      ...headers,
      // Files go with an API key alone (`import-command.ts`): a signature would have to know the whole of them.
      ...(await authorize(identity, address, typeof body === 'string' ? body : '', scope)),
    },
    body,
  );
  if (answer instanceof NoAnswer) debug(`no answer: ${answer.why}`);
  else debug(`${answer.status}, ${answer.headers['content-type']}, ${answer.body.length} characters`);
  return answer;
}

function howSigned(identity: Identity | undefined, { service, region }: { service: string; region: string }) {
  if (identity === undefined) return 'without a key';
  if (identity.by === 'api-key') return 'with an API key';
  return `signed by ${identity.accessKeyId} for ${region}/${service}`;
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
