import { perform } from '../../core/actions/perform.ts';
import type { Context } from '../../core/ports.ts';
import { Refusal } from '../../core/refusal.ts';
import { AwsError } from '../aws-error.ts';
import { isForm, readBytes } from '../body.ts';
import { contextOf } from '../context.ts';
import type { Deps } from '../deps.ts';
import { type Fault, faultOf } from '../fault.ts';
import { decodeForm, type Pair } from '../form.ts';
import { securityHeaders } from '../headers.ts';
import { keyIdOf } from '../sigv4/key-id.ts';
import type { Service } from '../sigv4/scope.ts';
import { malformedQuery, searchOf, signerOf } from '../sigv4/signer.ts';
import { type Envelope, refused, succeeded } from './answer.ts';
import { findAction, type QueryAction, serviceOf } from './catalogue.ts';
import { readInput } from './input.ts';
import { type Parameters, readParameters, refuseParameters } from './parameters.ts';
import { awsRefusal } from './refusals.ts';
import { refuseInput, refuseUnknown } from './validation.ts';

/** What came of a request, and who asked. */
interface Outcome {
  readonly found?: QueryAction;
  readonly person?: string;
  readonly result: unknown | AwsError;
}

/**
 * AWS's Query protocol over the table of actions (contract section 1). Only the signature says who asks: cookies are not
 * looked at, so a page elsewhere that posts a form here posts it as nobody. Every answer is XML.
 */
export function queryServer(deps: Deps): (request: Request, platform: unknown) => Promise<Response> {
  const headers = securityHeaders(deps.relyingParty.origin);
  return async (request, platform) => {
    let envelope: Envelope = {
      requestId: crypto.randomUUID(),
      now: deps.now(),
      service: 'iam',
      headers,
    };
    if (request.method !== 'GET' && request.method !== 'POST') {
      const fault = new AwsError(405, 'MethodNotAllowed', 'Actions are asked for by POST, some by GET.');
      return refused(fault, { ...envelope, headers: { ...headers, allow: 'GET, POST' } });
    }
    try {
      // The whole body before the clock: whoever sends slowly must not be judged by what was true when he began.
      const body = await readBytes(request);
      const context = contextOf(deps, request, platform);
      const query = decodeForm(searchOf(request));
      const parameters = query && readParameters(query, body && isForm(request) ? body : undefined);
      const service = serviceOf(parameters?.version);
      const { requestId, address } = context.caller;
      envelope = { ...envelope, requestId, now: context.now, service: service ?? 'iam' };
      const { found, person, result } =
        body === undefined
          ? { result: new AwsError(413, 'RequestEntityTooLarge', 'The request is larger than 64 kB.') }
          : await carryOut(context, request, body, query, parameters);
      const outcome = result instanceof AwsError ? result.code : 'success';
      deps.log(found?.action.name ?? 'QueryRefused', {
        ...{ requestId, address, person, outcome },
        key: keyIdOf(request),
      });
      return result instanceof AwsError || found === undefined
        ? refused(result as AwsError, envelope)
        : succeeded(found, result, envelope);
    } catch (error) {
      return refused(faulty(faultOf(error, deps.log), envelope.service), envelope);
    }
  };
}

/** Authenticate, find the action, validate, then the gate and all that is behind it: AWS's order, too. */
async function carryOut(
  context: Context,
  request: Request,
  body: Uint8Array,
  query: readonly Pair[] | undefined,
  parameters: Parameters | undefined,
): Promise<Outcome> {
  if (query === undefined) return { result: malformedQuery() };
  const service = serviceOf(parameters?.version);
  const services: readonly Service[] = service === undefined ? ['iam', 'sts'] : [service];
  const verified = await signerOf(context, request, body, services, query);
  if (verified instanceof AwsError) return { result: verified };
  const { principal } = verified.signer;
  const person = principal.person.id;
  const refuse = (result: AwsError, found?: QueryAction): Outcome => ({
    person,
    result,
    ...(found && { found }),
  });

  if (parameters === undefined) return refuse(malformedQuery());
  if (body.length > 0 && !isForm(request)) {
    return refuse(
      new AwsError(415, 'UnsupportedMediaType', 'Send parameters as application/x-www-form-urlencoded.'),
    );
  }
  if (parameters.action === undefined) {
    return refuse(new AwsError(404, 'UnknownOperationException', 'The request names no Action.'));
  }
  const found = findAction(parameters.version, parameters.action);
  if (found instanceof AwsError) return refuse(found);
  const addressed = request.method !== 'POST' || verified.form === 'presigned';
  if (addressed && !found.reads) {
    return refuse(
      new AwsError(
        403,
        'AccessDenied',
        'This action must be sent as a POST with its signature in the headers.',
      ),
      found,
    );
  }
  const malformed = refuseParameters(parameters);
  if (malformed !== undefined) return refuse(malformed, found);
  const { value, unknown } = readInput(found.input, parameters.input);
  if (unknown.length > 0) return refuse(refuseUnknown(unknown), found);
  const parsed = found.action.input.safeParse(value);
  if (!parsed.success) return refuse(refuseInput(found.input, value, parsed.error), found);

  const result = await perform(context, found.action, principal, parsed.data as Record<string, unknown>);
  return { found, person, result: result instanceof Refusal ? awsRefusal(result) : result };
}

function faulty({ kind }: Fault, service: Service): AwsError {
  if (kind !== 'internal') {
    return new AwsError(
      503,
      'ServiceUnavailable',
      'The service cannot answer right now. Nothing was changed.',
    );
  }
  const code = service === 'iam' ? 'ServiceFailure' : 'InternalFailure';
  return new AwsError(500, code, 'Something went wrong here. Nothing is wrong with what you sent.');
}
