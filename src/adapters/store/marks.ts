/** A mark that no other batch has. */
export function newMark(): string {
  return crypto.randomUUID();
}
