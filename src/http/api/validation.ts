import type { ZodError } from 'zod';

/** Parameter -> what is wrong with it, in words that do not repeat what was sent. */
export function explain(error: ZodError): Record<string, string> {
  // No prototype: a parameter may be called `__proto__`.
  const fields: Record<string, string> = Object.create(null);
  for (const issue of error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'body'];
    for (const name of names) {
      fields[name.slice(0, 64)] ??=
        issue.code === 'unrecognized_keys'
          ? 'This parameter is not known here.'
          : sentence(issue.code, issue.message);
    }
  }
  return fields;
}

/** zod's own messages describe types to programmers; ours come with the schema and end with a full stop. */
function sentence(code: string, message: string): string {
  if (message.endsWith('.')) return message;
  if (code === 'invalid_type') return 'This is missing or of the wrong type.';
  return 'This value is not allowed here.';
}
