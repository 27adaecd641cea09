import type { Hono } from 'hono';
import { readApiKey } from '../../core/api-keys/api-key.ts';
import { checkApiKey } from '../../core/api-keys/check.ts';
import type { Principal } from '../../core/policy/principal.ts';
import type { Context } from '../../core/ports.ts';
import { Refusal } from '../../core/refusal.ts';
import { checkSession } from '../../core/session/check.ts';
import { AwsError } from '../aws-error.ts';
import { parseJson, readInputHeader, readJsonBytes } from '../body.ts';
import { contextOf } from '../context.ts';
import { clearCookie, cookieNames, flowCookie, readToken, sessionCookie } from '../cookies.ts';
import type { Deps } from '../deps.ts';
import { fail, succeed } from '../envelope.ts';
import { securityHeaders } from '../headers.ts';
import { REFUSALS, REQUEST_ERRORS, signatureError } from '../refusals.ts';
import { keyIdOf } from '../sigv4/key-id.ts';
import { signerOf } from '../sigv4/signer.ts';
import { FileUpload } from '../upload.ts';
import type { Exchange, Operation } from './operation.ts';
import { explain } from './validation.ts';

/** Gives every operation its route; other methods on its address are told so. */
export function mount(app: Hono, deps: Deps, operations: readonly Operation[]): void {
  const headers = securityHeaders(deps.relyingParty.origin);
  const serve = server(deps, headers);
  for (const operation of operations) {
    app.on(operation.method, operation.path, c => serve(operation, c.req.raw, c.env));
  }
  for (const path of new Set(operations.map(operation => operation.path))) {
    const methods = operations
      .filter(operation => operation.path === path)
      .map(operation => operation.method.toUpperCase());
    app.all(path, () => fail(REQUEST_ERRORS.method, { ...headers, allow: methods.join(', ') }));
  }
}

function server(deps: Deps, headers: Record<string, string>) {
  const names = cookieNames(deps.relyingParty.origin);

  return async function serve(operation: Operation, request: Request, platform: unknown): Promise<Response> {
    if (!operation.takesFile) return answer(operation, request, platform);
    const file = new FileUpload(request);
    try {
      return await answer(operation, request, platform, file);
    } finally {
      await file.discard();
    }
  };

  async function answer(
    operation: Operation,
    request: Request,
    platform: unknown,
    file?: FileUpload,
  ): Promise<Response> {
    const { method, needs } = operation;
    // A key is shown in a header that no browser sends by itself: whoever brings one has no cookies and no origin.
    const authorization = needs === 'key' ? request.headers.get('authorization') : null;
    // A browser sends Origin with every POST; one from elsewhere, or none, changes nothing (security.md 3.15).
    if (
      method === 'post' &&
      authorization === null &&
      request.headers.get('origin') !== deps.relyingParty.origin
    ) {
      return fail(REQUEST_ERRORS.origin, headers);
    }
    const signed = authorization?.startsWith('AWS4-') === true;
    if (signed && file) return fail(REQUEST_ERRORS.signedFile, headers);
    // The whole body before the clock and the session: whoever sends a request slowly decides when it ends, and
    // must not be judged by what was true when it began. A file is judged again as it is stored.
    const bytes = operation.input && !file ? await readJsonBytes(request) : new Uint8Array();
    if (signed && 'status' in bytes) return fail(bytes, headers);
    const body =
      operation.input && (file ? readInputHeader(request) : 'status' in bytes ? bytes : parseJson(bytes));
    const context = contextOf(deps, request, platform);
    const cookieHeader = authorization === null ? request.headers.get('cookie') : null;
    const sessionToken = readToken(cookieHeader, names.session);
    const principal =
      signed && !('status' in bytes)
        ? await signedBy(context, request, bytes, operation)
        : needs === 'session' || needs === 'key'
          ? await principalOf(context, sessionToken, authorization)
          : undefined;
    const { requestId, address } = context.caller;
    const key = signed ? keyIdOf(request) : undefined;
    if (principal instanceof AwsError) {
      deps.log(operation.name, { requestId, address, key, outcome: principal.code });
      return fail(signatureError(principal.code), headers, { message: principal.message });
    }
    if ((needs === 'session' || needs === 'key') && principal === undefined) {
      const message =
        'This API key opens nothing: it was deleted, or its person was disabled, or it never was one.';
      return fail(REFUSALS.NotSignedIn, headers, authorization === null ? {} : { message });
    }
    file?.vouchFor();

    let input: unknown;
    if (operation.input !== undefined && body !== undefined) {
      if ('status' in body) return fail(body, headers);
      const parsed = operation.input.safeParse(body.value);
      if (!parsed.success) return fail(REQUEST_ERRORS.validation, headers, { fields: explain(parsed.error) });
      input = parsed.data;
    }

    const cookies: string[] = [];
    const exchange: Exchange = {
      context,
      sessionToken,
      flowToken: principal === undefined ? readToken(cookieHeader, names.flow) : undefined,
      principal,
      upload: file && { chunks: file.chunks(), now: deps.now },
      setSession: token => cookies.push(sessionCookie(names, token)),
      setFlow: (token, lifetime) => cookies.push(flowCookie(names, token, lifetime)),
      clearSession: () => cookies.push(clearCookie(names.session)),
      clearFlow: () => cookies.push(clearCookie(names.flow)),
    };
    const result = await operation.handle(exchange, input);
    const refused = result instanceof Refusal ? result.reason : undefined;
    if (method === 'post') {
      const outcome = refused ?? 'success';
      deps.log(operation.name, { requestId, address, key, person: principal?.person.id, outcome });
    }
    return result instanceof Refusal
      ? fail(REFUSALS[result.reason], headers, result.details, cookies)
      : succeed(result, headers, cookies);
  }
}

/** AWS's way to say who asks, for whoever has a client that signs: the same key, the same rights. */
async function signedBy(
  context: Context,
  request: Request,
  body: Uint8Array,
  { action }: Operation,
): Promise<Principal | AwsError> {
  const verified = await signerOf(context, request, body, [action?.service ?? 'iam']);
  return verified instanceof AwsError ? verified : verified.signer.principal;
}

async function principalOf(
  context: Context,
  sessionToken: string | undefined,
  authorization: string | null,
): Promise<Principal | undefined> {
  if (authorization !== null) {
    const key = readApiKey(authorization);
    return key === undefined ? undefined : checkApiKey(context, key);
  }
  return sessionToken === undefined ? undefined : checkSession(context, sessionToken);
}
