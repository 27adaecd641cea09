/** Raw strings and identifiers in quotes, or a literal in backticks. */
const TOKENS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`((?:[^`\\]|\\.)*)`/gs;

/**
 * JMESPath wants JSON in backticks; the AWS CLI also takes a bare word there, Users[?UserName==`Bob`], and that is how
 * people write it.
 */
export function withJsonLiterals(expression: string): string {
  return expression.replace(TOKENS, (token, literal?: string) => {
    if (literal === undefined || isJson(literal)) return token;
    const quoted = `"${literal.trimStart()}"`;
    return isJson(quoted) ? `\`${quoted}\`` : token;
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
