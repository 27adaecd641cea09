import * as z from 'zod';
import type { Operation } from './api/operation.ts';
import { cookieNames } from './cookies.ts';
import { REFUSALS, REQUEST_ERRORS } from './refusals.ts';

/** OpenAPI 3.1 from the schemas that validate: what it says is what is checked. */
export function describe(operations: readonly Operation[], origin: string, version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, { [operation.method]: describeOne(operation) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sallyport',
      version,
      description:
        'Every POST takes JSON and wants an Origin header equal to the gateway\'s own, or an API key. Every answer is an envelope: {"success":true,"data":…} or {"success":false,"error":{"code","message"}}.',
    },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { Error: errorSchema },
      responses: {
        Error: {
          description: 'Refused; `code` says why.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key of CreateAPIKey.' },
        session: { type: 'apiKey', in: 'cookie', name: cookieNames(origin).session },
      },
    },
  };
}

function describeOne({ name, summary, needs, input, takesFile, output }: Operation) {
  const data = z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' });
  return {
    operationId: name,
    summary,
    ...(needs === 'session' && { security: [{ session: [] }] }),
    ...(needs === 'key' && { security: [{ session: [] }, { key: [] }] }),
    ...(takesFile && input && fileRequest(input)),
    ...(input &&
      !takesFile && {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: bare(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })),
            },
          },
        },
      }),
    responses: {
      200: {
        description: 'Done.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { success: { const: true }, data: bare(data) },
              required: ['success', 'data'],
            },
          },
        },
      },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function fileRequest(input: NonNullable<Operation['input']>) {
  return {
    parameters: [
      {
        name: 'Sallyport-Input',
        in: 'header',
        description: 'JSON of this schema, as base64url.',
        schema: bare(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })),
      },
    ],
    requestBody: {
      required: true,
      content: {
        'text/csv': { schema: { type: 'string' } },
        'application/pskc+xml': { schema: { type: 'string' } },
      },
    },
  };
}

/** The dialect is said once, by the document. */
function bare({ $schema: _, ...schema }: Record<string, unknown>) {
  return schema;
}

const codes = [...Object.values(REFUSALS), ...Object.values(REQUEST_ERRORS)].map(error => error.code);

const errorSchema = {
  type: 'object',
  properties: {
    success: { const: false },
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: [...new Set(codes)] },
        message: { type: 'string' },
        fields: { type: 'object', additionalProperties: { type: 'string' } },
        retryAfter: { type: 'integer', description: 'Seconds.' },
      },
      required: ['code', 'message'],
    },
  },
  required: ['success', 'error'],
};
