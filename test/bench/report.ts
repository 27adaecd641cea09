/** One line of the report: a figure, the peer or limit it stands beside, measured in the same run. */
export interface Line {
  readonly what: string;
  readonly figure: string;
  readonly beside: string;
  /** The limit in words, and whether it holds; undefined where there is none to hold. */
  readonly limit?: { readonly text: string; readonly holds: boolean };
}

export function print(lines: readonly Line[]): void {
  const rows = [
    ['measured', 'figure', 'beside', 'limit', ''],
    ...lines.map(({ what, figure, beside, limit }) => [
      what,
      figure,
      beside,
      limit?.text ?? '',
      limit === undefined ? '' : limit.holds ? 'holds' : 'BROKEN',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
