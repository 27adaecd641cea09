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
  private readonly lines: { readonly place: number; readonly line: Line }[] = [];
  private readonly count = { imported: 0, skipped: 0, refused: 0 };
  private places = 0;
  private complete = true;

  /** Tokens wait to be stored together; meanwhile their place among the lines is kept. */
  nextPlace(): number {
    return this.places++;
  }

  refused({ line, serialNumber, refused, ended }: RefusedLine): void {
    if (ended) this.complete = false;
    const told = {
      Line: line,
      ...(serialNumber && { SerialNumber: serialNumber }),
      Outcome: 'refused' as const,
      Reason: refused,
    };
    // Why reading stopped is told however many lines were refused before.
    this.add(told, this.nextPlace(), ended === true);
  }

  stored({ line, token }: TokenLine, place: number, added: boolean): void {
    const Outcome = added ? 'imported' : 'skipped';
    this.add({ Line: line, SerialNumber: token.serialNumber, Outcome }, place, false);
  }

  get isEmpty(): boolean {
    return this.count.imported + this.count.skipped === 0;
  }

  /** For the audit log. */
  get summary(): string {
    const { imported, skipped, refused } = this.count;
    return `${imported} imported, ${skipped} skipped, ${refused} refused`;
  }

  private add(line: Line, place: number, always: boolean): void {
    this.count[line.Outcome] += 1;
    if (always || this.count[line.Outcome] <= LISTED[line.Outcome]) this.lines.push({ place, line });
  }

  result() {
    const { imported, skipped, refused } = this.count;
    return {
      Imported: imported,
      Skipped: skipped,
      Refused: refused,
      Complete: this.complete,
      LinesOmitted: imported + skipped + refused - this.lines.length,
      Lines: this.lines.sort((a, b) => a.place - b.place).map(({ line }) => line),
    };
  }
}
