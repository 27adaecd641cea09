import type { Hono } from 'hono';
import { checkSession } from '../core/session/check.ts';
import { cookieNames, readToken } from './cookies.ts';
import type { Deps } from './deps.ts';
import { fail } from './envelope.ts';
import { pageHeaders, securityHeaders } from './headers.ts';
import { isQuery } from './query/is-query.ts';
import { REQUEST_ERRORS } from './refusals.ts';

const PAGES = [
  'sign-in',
  'set-up',
  'recover',
  'not-me',
  'reset-password',
  'confirm-address',
  'credentials',
  'users',
  'user',
  'devices',
  'help',
  'docs',
];

/** The static pages; all they know they get from the JSON surface. */
export function servePages(app: Hono, deps: Deps): void {
  const { origin } = deps.relyingParty;
  const headers = pageHeaders(origin);
  const plain = securityHeaders(origin);
  const names = cookieNames(origin);
  // Loaded when the first AWS client comes: idle memory is a promise.
  let queries: Promise<ReturnType<typeof import('./query/serve.ts').queryServer>> | undefined;
  const query = async (request: Request, platform: unknown) => {
    queries ??= import('./query/serve.ts').then(({ queryServer }) => queryServer(deps));
    return (await queries)(request, platform);
  };

  const serve = async (path: string, request: Request, platform: unknown, status = 200) => {
    const page = await deps.page(path, request, platform);
    return page === undefined
      ? fail(REQUEST_ERRORS.notFound, plain)
      : new Response(page.body, { status, headers: { ...headers, ...page.headers } });
  };

  app.get('/', async c => {
    if (isQuery(c.req.raw)) return query(c.req.raw, c.env);
    // A client that wants JSON and names no action gets the envelope (row S4-13).
    if (!c.req.header('accept')?.includes('text/html')) return fail(REQUEST_ERRORS.validation, plain);
    const token = readToken(c.req.header('cookie') ?? null, names.session);
    const signedIn =
      token !== undefined && (await checkSession({ ...deps, now: deps.now() }, token)) !== undefined;
    return new Response(null, {
      status: 302,
      headers: { ...plain, location: signedIn ? '/credentials' : '/sign-in' },
    });
  });
  for (const name of PAGES) app.get(`/${name}`, c => serve(`/${name}.html`, c.req.raw, c.env));
  if (deps.development) {
    app.get('/dev/outbox', c => serve('/outbox.html', c.req.raw, c.env));
    app.get('/dev/phone', c => serve('/phone.html', c.req.raw, c.env));
  }
  app.get('/assets/:file{[\\w-]+(?:\\.[\\w-]+)+}', c =>
    serve(`/assets/${c.req.param('file')}`, c.req.raw, c.env),
  );
  // AWS clients may be told any path. A person who mistyped gets a page, a program the envelope.
  app.notFound(c => {
    if (isQuery(c.req.raw)) return query(c.req.raw, c.env);
    return c.req.method === 'GET' && c.req.header('accept')?.includes('text/html')
      ? serve('/not-found.html', c.req.raw, c.env, 404)
      : fail(REQUEST_ERRORS.notFound, plain);
  });
}
