/** JSON Schema, as far as the page speaks it. */
export interface Schema {
  type?: string;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

interface Media {
  schema: Schema;
  example?: unknown;
  examples?: Record<string, { summary: string; value: { error: { message: string } } }>;
}

type Answers = Record<string, { content: Record<'application/json', Media> }>;

export interface Described {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  externalDocs?: { url: string; description: string };
  security: Record<string, unknown>[];
  parameters?: { schema: Schema }[];
  requestBody?: { content: Record<string, Media> };
  responses: Answers;
  'x-codeSamples'?: { label: string; source: string }[];
}

interface OpenApi {
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { responses: Answers };
}

export interface Reference {
  origin: string;
  actions: Described[];
  errors: { code: string; status: string; message: string }[];
}

export async function loadReference(): Promise<Reference> {
  const response = await fetch('/openapi.json', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(String(response.status));
  const { servers, paths, components }: OpenApi = await response.json();
  const examples = components.responses.Error?.content['application/json'].examples ?? {};
  return {
    origin: servers[0]?.url ?? location.origin,
    actions: Object.values(paths)
      .flatMap(methods => Object.values(methods))
      .filter(({ tags }) => tags.includes('Actions')),
    errors: Object.entries(examples).map(([code, { summary, value }]) => ({
      code,
      status: summary.replace(/\D/g, ''),
      message: value.error.message,
    })),
  };
}

/** Where the body is a file the parameters are beside it. */
export function inputOf({ parameters, requestBody }: Described): Schema {
  return parameters?.[0]?.schema ?? requestBody?.content['application/json']?.schema ?? {};
}

export function exampleOf({ responses }: Described, status: '200' | '400'): unknown {
  return responses[status]?.content['application/json'].example;
}
