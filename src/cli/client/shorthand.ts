import type { JsonSchema } from '../../core/actions/json-schema.ts';

/**
 * `Key=team,Value=red` for a structure, as the AWS CLI reads it: members between commas, `[a,b]` for lists and `{a=1}` for
 * structures in it, quotes around what has commas of its own. Undefined: it is none.
 */
export function readShorthand(text: string, schema: JsonSchema): unknown {
  const reader = new Reader(text);
  const value = reader.members('', schema);
  return reader.at === text.length && !reader.broken ? value : undefined;
}

const NAME = /[\w.#/:-]+(?==)/y;
const QUOTED = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy;
/** Up to a comma or a bracket that ends what it stands in. */
const BARE = /(?:[^,\]}\\]|\\.)*/sy;

class Reader {
  at = 0;
  /** Something inside was not closed. */
  broken = false;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  members(end: string, schema: JsonSchema): Record<string, unknown> {
    // No prototype: a member may be called `__proto__`, and is refused as an unknown one.
    const found: Record<string, unknown> = Object.create(null);
    do {
      const [name] = this.take(NAME) ?? [];
      if (name === undefined || name in found) {
        this.broken = true;
        return found;
      }
      this.at += 1;
      found[name] = this.value(memberOf(schema, name));
    } while (this.skip(','));
    if (end !== '' && !this.skip(end)) this.broken = true;
    return found;
  }

  private value(schema: JsonSchema): unknown {
    if (this.skip('{')) return this.members('}', schema);
    if (this.skip('[')) return this.list(schema.items ?? {});
    const quoted = this.take(QUOTED);
    if (quoted !== undefined) return typed(unescaped(quoted[1] ?? quoted[2] ?? ''), schema);
    return typed(unescaped(this.take(BARE)?.[0] ?? ''), schema);
  }

  private list(items: JsonSchema): unknown[] {
    if (this.skip(']')) return [];
    const found: unknown[] = [];
    do found.push(this.value(items));
    while (this.skip(','));
    if (!this.skip(']')) this.broken = true;
    return found;
  }

  private skip(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }
}

function memberOf({ properties, additionalProperties }: JsonSchema, name: string): JsonSchema {
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name] ?? {};
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** What the schema wants of it; a text that does not fit stays one, and is refused as that. */
function typed(text: string, { type }: JsonSchema): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}
