import type { HardwareToken, ReadLine } from '../inventory/token.ts';

export type TokenLine = Extract<ReadLine, { token: HardwareToken }>;
type RefusedLine = Extract<ReadLine, { refused: string }>;
type Line = {
  Line: number;
  SerialNumber?: string;
  Outcome: 'imported' | 'skipped' | 'refused';
  Reason?: string;
};

/** So many lines of each kind are listed, the rest is counted: a file may have a million, and memory is bounded. */
export const LISTED = { imported: 100_000, skipped: 10_000, refused: 10_000 };

/** What became of each token of a file. */
export class ImportReport {
  private readonly lines: Line[] = [];
  private end: Line | undefined;
  private readonly count = { imported: 0, skipped: 0, refused: 0 };

  refused({ line, serialNumber, refused, ended }: RefusedLine): void {
    const told: Line = {
      Line: line,
      ...(serialNumber && { SerialNumber: serialNumber }),
      Outcome: 'refused',
      Reason: refused,
    };
    if (ended) {
      this.count.refused += 1;
      this.end = told;
    } else this.add(told);
  }

  stored({ line, token }: TokenLine, added: boolean): void {
    const Outcome = added ? 'imported' : 'skipped';
    this.add({ Line: line, SerialNumber: token.serialNumber, Outcome });
  }

  get isEmpty(): boolean {
    return this.count.imported + this.count.skipped === 0;
  }

  /** For the audit log. */
  get summary(): string {
    const { imported, skipped, refused } = this.count;
    return `${imported} imported, ${skipped} skipped, ${refused} refused`;
  }

  private add(line: Line): void {
    this.count[line.Outcome] += 1;
    if (this.count[line.Outcome] <= LISTED[line.Outcome]) this.lines.push(line);
  }

  result() {
    const { imported, skipped, refused } = this.count;
    // Tokens are stored later than the lines around them are refused.
    const lines = this.lines.sort((a, b) => a.Line - b.Line);
    // Last, however many were refused before it, and whatever stands in the same line of the file.
    const Lines = this.end === undefined ? lines : [...lines, this.end];
    return {
      Imported: imported,
      Skipped: skipped,
      Refused: refused,
      Complete: this.end === undefined,
      LinesOmitted: imported + skipped + refused - Lines.length,
      Lines,
    };
  }
}
