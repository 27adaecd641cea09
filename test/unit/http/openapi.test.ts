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

interface Media {
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: unknown;
  readonly requestBody?: { required: boolean; content: Record<string, Media> };
  readonly tags: string[];
  readonly description?: string;
  readonly externalDocs?: { url: string };
  readonly 'x-codeSamples'?: { label: string; source: string }[];
  readonly parameters?: { name: string; in: string; schema: Schema }[];
  readonly responses: Record<string, { content: Record<string, Media> }>;
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
      tags: ['Actions'],
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

  const opens = (scheme: string) =>
    operations
      .filter(({ security }) => JSON.stringify(security ?? []).includes(`"${scheme}"`))
      .map(({ operationId }) => operationId);
  const names = (wanted: (action: Action) => boolean) =>
    Object.values<Action>(actions)
      .filter(wanted)
      .map(({ name }) => name);

  test('an API key opens the actions that are not for the console alone, and nothing else', () => {
    expect(opens('key').sort()).toEqual(
      names(
        ({ name, consoleOnly, browserOnly }) => !consoleOnly && !browserOnly && name !== 'GetSessionToken',
      ).sort(),
    );
  });

  test('a signature opens the actions that take no file, need no browser and have others than the owner, and nothing else', () => {
    expect(opens('signature').sort()).toEqual(
      names(({ takesFile, browserOnly, reach }) => !takesFile && !browserOnly && reach !== 'owner').sort(),
    );
  });

  test('marks as actions what is in the table, and nothing else', () => {
    const marked = operations.filter(({ tags }) => tags.includes('Actions'));
    expect(marked.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(actions).sort());
  });

  test.each(
    Object.values<Action>(actions),
  )('S4-17 $name has examples that its own schemas accept', action => {
    const described = document.paths[`/api/actions/${action.name}`]?.post;
    const request = described?.requestBody?.content['application/json']?.example;
    if (!action.takesFile) expect(action.input.safeParse(request).error?.issues).toBeUndefined();
    const answer = described?.responses[200]?.content['application/json']?.example;
    expect(answer).toMatchObject({ success: true });
    expect(action.output.safeParse((answer as { data: unknown }).data).error?.issues).toBeUndefined();
  });

  test('S4-08 S4-09 an action without output answers a receipt', () => {
    const { example } =
      document.paths['/api/actions/ResyncMFADevice']?.post?.responses[200]?.content['application/json'] ?? {};
    expect(example).toEqual({
      success: true,
      data: {
        id: expect.stringMatching(/./),
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    });
  });

  test('S4-10 S4-11 what takes parameters shows how it refuses bad ones', () => {
    for (const { operationId, requestBody, responses } of operations.filter(({ tags }) =>
      tags.includes('Actions'),
    )) {
      expect(responses[400]?.content['application/json']?.example, operationId).toMatchObject({
        success: false,
        error: { code: 'VALIDATION_ERROR', message: 'Invalid request parameters' },
      });
      expect(requestBody, operationId).toBeDefined();
    }
  });

  test('S4-03 to S4-06 the request of a resync is described parameter by parameter', () => {
    const described = document.paths['/api/actions/ResyncMFADevice']?.post;
    const properties =
      described && (schemaOf(described)?.properties as Record<string, { description: string }>);
    expect(properties?.UserName?.description).toMatch(
      /letters and digits without spaces, and any of _\+=,\.@-/,
    );
    expect(properties?.SerialNumber?.description).toMatch(
      /letters and digits without spaces, and any of _\+=,\.@-/,
    );
    expect(properties?.AuthenticationCode1?.description).toMatch(/six digits/);
    expect(properties?.AuthenticationCode2?.description).toMatch(/after/);
  });

  test('S0-76 S0-79 S4-02 the description of a resync says to hurry, recommends a tool, and leads to the help', () => {
    const { summary, description, externalDocs } = document.paths['/api/actions/ResyncMFADevice']?.post ?? {};
    expect(summary).toContain('Submit them at once');
    expect(description).toMatch(/waits too long fails, because the codes expire/);
    expect(description).toMatch(/permission to call ResyncMFADevice, and a small tool/);
    expect(externalDocs?.url).toBe(`${origin}/help#resync`);
  });

  test('S4-07 no text carries markup', () => {
    for (const { operationId, summary, description = '' } of operations)
      expect(summary + description, operationId).not.toMatch(/<\/?[a-z]|&\w+;/i);
  });

  test('S4-17 each action can be tried with curl as it stands; those of AWS with its command line', () => {
    const labels = (name: string) =>
      document.paths[`/api/actions/${name}`]?.post?.['x-codeSamples']?.map(({ label }) => label);
    expect(labels('ResyncMFADevice')).toEqual(['curl with an API key', 'curl with an access key', 'AWS CLI']);
    expect(labels('CreateAPIKey')).toEqual(['curl with an access key']);
    // Nothing but an access key gets session credentials (contract 5).
    expect(document.paths['/api/actions/GetSessionToken']?.post?.security).toEqual([{ signature: [] }]);
    expect(labels('GetSessionToken')).toEqual(['curl with an access key', 'AWS CLI']);
    expect(labels('UpdateAccount')).toBeUndefined();
    expect(labels('BeginFIDORegistration')).toBeUndefined();
    expect(labels('ImportHardwareMFADevices')).toEqual(['curl with an API key']);
    const aws = document.paths['/api/actions/ResyncMFADevice']?.post?.['x-codeSamples']?.at(-1)?.source;
    expect(aws?.replace(/ \\\n */g, ' ')).toBe(
      `aws iam resync-mfa-device --endpoint-url ${origin} --user-name Richard --serial-number arn:aws:iam::123456789012:mfa/RichardsMFA --authentication-code1 123456 --authentication-code2 987654`,
    );
  });

  test('contract 5: the temporary key of the example begins with ASIA', () => {
    const answers = document.paths['/api/actions/GetSessionToken']?.post?.responses[200];
    expect(JSON.stringify(answers)).toContain('"AccessKeyId":"ASIA');
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
