import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/core/actions/action.ts';
import { actions } from '../../../src/core/actions/table.ts';
import { createApp } from '../../../src/http/app.ts';
import { cookieNames } from '../../../src/http/cookies.ts';
import type { Deps } from '../../../src/http/deps.ts';
import { REFUSALS, REQUEST_ERRORS } from '../../../src/http/refusals.ts';

interface Schema {
  readonly properties?: object;
  readonly additionalProperties?: unknown;
}

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: unknown;
  readonly requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  readonly parameters?: { name: string; in: string; schema: Schema }[];
  readonly responses: Record<string, unknown>;
}

interface Document {
  readonly openapi: string;
  readonly servers: { url: string }[];
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: {
    securitySchemes: { session: { type: string; in: string; name: string } };
    schemas: { Error: { properties: { error: { properties: { code: { enum: string[] } } } } } };
  };
}

const origin = 'http://localhost:8787';
const app = createApp({ relyingParty: { id: 'localhost', name: 'Sallyport', origin } } as Deps);
const response = await app.request('/openapi.json');
const document = (await response.json()) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ path, method, ...described })),
);
/** Where the body is a file the input stands in a header. */
const schemaOf = ({ requestBody, parameters }: Described) =>
  parameters?.find(({ name }) => name === 'Sallyport-Input')?.schema ??
  requestBody?.content['application/json']?.schema;

describe('/openapi.json', () => {
  test('is OpenAPI 3.1 of this very origin', () => {
    expect(response.status).toBe(200);
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: origin }]);
  });

  test.each([
    'http://localhost:8787',
    'https://auth.example.org',
    'https://auth.example.org:8443',
  ])('names the cookie that %s really sets', async own => {
    const gateway = createApp({ relyingParty: { id: 'x', name: 'Sallyport', origin: own } } as Deps);
    const { components } = (await (await gateway.request('/openapi.json')).json()) as Document;
    const { session } = components.securitySchemes;
    expect(session).toEqual({ type: 'apiKey', in: 'cookie', name: cookieNames(own).session });
    expect(session.name.startsWith('__Host-')).toBe(own.startsWith('https:'));
  });

  test.each(Object.keys(actions))('describes the action %s with the parameters that are validated', name => {
    const described = document.paths[`/api/actions/${name}`]?.post;
    const action = actions[name as keyof typeof actions];
    expect(described).toMatchObject({
      operationId: name,
      summary: action.summary,
      security: [{ session: [] }, { key: [] }],
    });
    const schema = described && schemaOf(described);
    const known = Object.keys((action.input as { shape?: object }).shape ?? {});
    expect(Object.keys(schema?.properties ?? {}).sort()).toEqual(known.sort());
    expect(schema?.additionalProperties).toBe(false);
  });

  test('an action that takes a file takes no JSON, and any other nothing else', () => {
    for (const action of Object.values<Action>(actions)) {
      const { requestBody } = document.paths[`/api/actions/${action.name}`]?.post ?? {};
      const types = action.takesFile ? ['text/csv', 'application/pskc+xml'] : ['application/json'];
      expect(Object.keys(requestBody?.content ?? {}), action.name).toEqual(types);
    }
  });

  test('an API key opens the actions and nothing else', () => {
    const byKey = operations.filter(({ security }) => JSON.stringify(security ?? []).includes('"key"'));
    expect(byKey.map(({ path }) => path).sort()).toEqual(
      Object.keys(actions)
        .map(name => `/api/actions/${name}`)
        .sort(),
    );
  });

  test('lists every code that can be answered', () => {
    const codes = [...Object.values(REFUSALS), ...Object.values(REQUEST_ERRORS)].map(({ code }) => code);
    const { enum: listed } = document.components.schemas.Error.properties.error.properties.code;
    expect([...listed].sort()).toEqual([...new Set(codes)].sort());
  });

  test('every operation has an id of its own, a sentence, and an error answer', () => {
    expect(new Set(operations.map(operation => operation.operationId)).size).toBe(operations.length);
    for (const { operationId, summary, responses } of operations) {
      expect(summary, operationId).toMatch(/^[A-Z].*\.$/);
      expect(responses, operationId).toMatchObject({ default: { $ref: '#/components/responses/Error' } });
    }
  });

  test('every POST wants a body, because an empty one must not reach a handler; no GET has one', () => {
    for (const { operationId, method, requestBody } of operations)
      expect(requestBody?.required, operationId).toBe(method === 'post' ? true : undefined);
  });

  test('no address takes two methods that both change something', () => {
    for (const methods of Object.values(document.paths))
      expect(Object.keys(methods).filter(method => method !== 'get').length).toBeLessThanOrEqual(1);
  });
});
