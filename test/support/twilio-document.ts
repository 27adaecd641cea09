import { readFileSync } from 'node:fs';

/** Twilio's own description of its interface, cut to calls and messages. It lies beside the project. */
const FILE = new URL('../../../shared/reference/twilio-calls-messages.openapi.json', import.meta.url);

interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  items?: Schema;
  $ref?: string;
}
interface Document {
  servers: { url: string }[];
  paths: Record<
    string,
    {
      post: {
        security: Record<string, unknown>[];
        requestBody: {
          content: Record<string, { schema: { properties: Record<string, Schema>; required: string[] } }>;
        };
      };
    }
  >;
  components: { schemas: Record<string, Schema> };
}

const document: Document = JSON.parse(readFileSync(FILE, 'utf8'));

/** What is wrong with a request by Twilio's own description; nothing when it is right. */
export function flawsOf(path: string, contentType: string, body: string): string[] {
  const [template, operation] =
    Object.entries(document.paths).find(([candidate]) =>
      new RegExp(`^${candidate.replace('.', '\\.').replace(/\{\w+\}/g, '[A-Za-z0-9]+')}$`).test(path),
    ) ?? [];
  if (template === undefined || operation?.post === undefined) return [`no operation at ${path}`];
  const schema = operation.post.requestBody.content[contentType]?.schema;
  if (schema === undefined) return [`not as ${contentType}`];
  const form = new URLSearchParams(body);
  const missing = (schema.required ?? []).filter(name => !form.get(name)).map(name => `${name} is missing`);
  return [
    ...missing,
    ...[...form].flatMap(([name, value]) => flawOf(name, value, form, schema.properties[name])),
  ];
}

function flawOf(name: string, value: string, form: URLSearchParams, schema: Schema | undefined): string[] {
  if (schema === undefined) return [`${name} is not known`];
  if (schema.type === 'array') return flawOf(name, value, new URLSearchParams(), schema.items);
  if (form.getAll(name).length > 1) return [`${name} comes twice`];
  const known = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;
  const flaws: string[] = [];
  if (known?.enum && !known.enum.includes(value)) flaws.push(`${name} is not one of ${known.enum}`);
  if (known?.type === 'integer' && !/^-?\d+$/.test(value)) flaws.push(`${name} is no integer`);
  if (known?.type === 'boolean' && !/^(true|false)$/.test(value)) flaws.push(`${name} is no boolean`);
  if (known?.format === 'uri' && !URL.canParse(value)) flaws.push(`${name} is no address`);
  if (known?.format === 'phone-number' && !/^\+\d{7,15}$/.test(value)) flaws.push(`${name} is no number`);
  return flaws;
}

/** The values that Twilio's description knows for a property of an answer, like `call_enum_status`. */
export function valuesOf(schema: string): string[] {
  return document.components.schemas[schema]?.enum ?? [];
}
