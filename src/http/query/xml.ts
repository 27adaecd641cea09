import Builder from 'fast-xml-builder';
import { encode } from '../sigv4/canonical.ts';
import type { Shape } from './shape.ts';

// The path to each element is for rules by path: we have none, and to write it as text takes half of the time.
const options = { ignoreAttributes: false, jPath: false };
const builder = new Builder(options);

/** A document of one element in a namespace. */
export function document(name: string, namespace: string, content: object): string {
  // The builder leaves carriage returns as they are, and a parser makes line feeds of them.
  return builder.build({ [name]: { '@_xmlns': namespace, ...content } }).replaceAll('\r', '&#xD;');
}

/** A value as the builder wants it: lists of `<member>`, maps of `<entry>`, nothing for what is absent. */
export function element(value: unknown, shape: Shape | undefined): unknown {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) {
    const item = shape?.kind === 'list' ? shape.item : undefined;
    return { member: value.map(one => element(one, item)) };
  }
  if (typeof value === 'object')
    return shape?.kind === 'map' ? entries(value, shape.value) : members(value, shape);
  const written = String(value);
  if (shape?.kind === 'text' && shape.blob) return btoa(String.fromCharCode(...utf8.encode(written)));
  return shape?.kind === 'text' && shape.encoded ? encode(written.toWellFormed()) : text(written);
}

function members(value: object, shape: Shape | undefined): Record<string, unknown> {
  const known = shape?.kind === 'structure' ? shape.members : undefined;
  const inside: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) inside[name] = element(member, known?.get(name));
  return inside;
}

function entries(value: object, shape: Shape): object {
  return {
    entry: Object.entries(value).map(([key, one]) => ({ key: text(key), value: element(one, shape) })),
  };
}

const utf8 = new TextEncoder();

/** XML 1.0 has no way to write these characters; one of them would make the whole answer unreadable. UTF-8 sees to halves of pairs. */
export function text(value: string): string {
  return value.replace(/[^\t\n\r\u0020-\uFFFD]/g, '\uFFFD');
}
