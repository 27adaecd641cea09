import type { Client } from './client.ts';

interface Operation {
  requestBody?: { required?: boolean; content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, unknown>;
  'x-codeSamples'?: { label: string; source: string }[];
}

export interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
}

export async function fetchOpenApi(client: Client): Promise<OpenApi> {
  const answer = await client.get('/openapi.json');
  if (answer.status !== 200) throw new Error(`/openapi.json answered ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text);
}

/** Every path of the document that answers a method. */
export function pathsOf(document: OpenApi, method: 'get' | 'post'): string[] {
  return Object.entries(document.paths)
    .filter(([, operations]) => operations[method] !== undefined)
    .map(([path]) => path);
}
