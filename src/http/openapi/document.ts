import { type JsonSchema, jsonSchema } from '../../core/actions/json-schema.ts';
import { exampleInput, exampleOutput } from '../../core/actions/samples.ts';
import type { Operation } from '../api/operation.ts';
import { cookieNames } from '../cookies.ts';
import { codeSamples } from './code-samples.ts';
import { errorExamples, errorSchema, malformedExample } from './errors.ts';
import { waysIn } from './ways-in.ts';

/** OpenAPI 3.1 from the schemas that validate: what it says is what is checked. The page at /docs is made from it. */
export function describe(operations: readonly Operation[], origin: string, version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, { [operation.method]: describeOne(operation, origin) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sallyport',
      version,
      description:
        'Every POST takes JSON and wants an Origin header equal to the gateway\'s own, or an API key, or a signature. Every answer is an envelope: {"success":true,"data":…} or {"success":false,"error":{"code","message"}}.',
    },
    servers: [{ url: origin }],
    tags: [
      { name: 'Actions', description: 'Management operations, for consoles and programs.' },
      { name: 'Pages', description: "What the gateway's own pages call to sign people in." },
    ],
    paths,
    components: {
      schemas: { Error: errorSchema },
      responses: {
        Error: {
          description: 'Refused; `code` says why.',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Error' },
              examples: errorExamples,
            },
          },
        },
      },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key of CreateAPIKey.' },
        session: { type: 'apiKey', in: 'cookie', name: cookieNames(origin).session },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'AWS Signature Version 4: `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`, for the service iam or sts in any region, with an access key. Credentials of GetSessionToken bring X-Amz-Security-Token, too.',
        },
      },
    },
  };
}

function describeOne(operation: Operation, origin: string) {
  const { name, summary, input, takesFile, output, action } = operation;
  const accepted = input && jsonSchema(input, 'input');
  const example = accepted && exampleInput(accepted);
  const answered = jsonSchema(output, 'output');
  const samples = codeSamples(operation, (example ?? {}) as Record<string, unknown>, origin);
  return {
    operationId: name,
    summary,
    tags: [action === undefined ? 'Pages' : 'Actions'],
    ...(action?.advice && { description: action.advice }),
    ...(action?.help && {
      externalDocs: { url: `${origin}/help#${action.help}`, description: 'Help with MFA devices' },
    }),
    ...security(operation),
    ...(accepted && (takesFile ? fileRequest(accepted) : jsonRequest(accepted, example))),
    ...(samples.length > 0 && { 'x-codeSamples': samples }),
    responses: {
      200: {
        description: 'Done.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { success: { const: true }, data: bare(answered) },
              required: ['success', 'data'],
            },
            example: { success: true, data: exampleOutput(answered) },
          },
        },
      },
      ...(input && { 400: malformed(input) }),
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function security(operation: Operation) {
  if (operation.needs !== 'session' && operation.needs !== 'key') return {};
  const { session, key, signature } = waysIn(operation);
  return {
    security: [
      ...(session ? [{ session: [] }] : []),
      ...(key ? [{ key: [] }] : []),
      ...(signature ? [{ signature: [] }] : []),
    ],
  };
}

function jsonRequest(schema: JsonSchema, example: unknown) {
  return {
    requestBody: { required: true, content: { 'application/json': { schema: bare(schema), example } } },
  };
}

function fileRequest(schema: JsonSchema) {
  return {
    parameters: [
      {
        name: 'Sallyport-Input',
        in: 'header',
        description: 'JSON of this schema, as base64url.',
        schema: bare(schema),
      },
    ],
    requestBody: {
      required: true,
      content: {
        'text/csv': {
          schema: { type: 'string' },
          example: 'GAHT12345678,3132333435363738393031323334353637383930\n',
        },
        'application/pskc+xml': { schema: { type: 'string' } },
      },
    },
  };
}

function malformed(input: NonNullable<Operation['input']>) {
  return {
    description: 'A parameter is missing, malformed or unknown.',
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/Error' },
        example: malformedExample(input),
      },
    },
  };
}

/** The dialect is said once, by the document. */
function bare(schema: JsonSchema): JsonSchema {
  const { $schema: _, ...rest } = schema as JsonSchema & { $schema?: string };
  return rest;
}
