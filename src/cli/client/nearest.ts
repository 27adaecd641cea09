/** The name that was probably meant: at most a third of what was written differs. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map(name => ({ name, distance: distance(written, name) }))
    .filter(({ distance }) => distance <= written.length / 3)
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

/** Levenshtein's: letters to add, take away or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [down, letter] of [...from].entries()) {
    const next = [down + 1];
    for (let at = 0; at < to.length; at += 1) {
      const replaced = (row[at] ?? 0) + (letter === to[at] ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
