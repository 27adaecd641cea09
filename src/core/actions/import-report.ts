import type { HardwareToken, ReadLine } from '../inventory/token.ts';

export type TokenLine = Extract<ReadLine, { token: HardwareToken }>;
type Line = {
  Line: number;
  SerialNumber?: string;
  Outcome: 'imported' | 'skipped' | 'refused';
  Reason?: string;
};

/** What became of each token of a file. */
export class ImportReport {
  private readonly lines: Line[] = [];
  private readonly count = { imported: 0, skipped: 0, refused: 0 };
  private complete = true;

  refused({ line, serialNumber, refused, ended }: Extract<ReadLine, { refused: string }>): void {
    if (ended) this.complete = false;
    this.add({
      Line: line,
      ...(serialNumber && { SerialNumber: serialNumber }),
      Outcome: 'refused',
      Reason: refused,
    });
  }

  stored({ line, token }: TokenLine, added: boolean): void {
    const Outcome = added ? 'imported' : 'skipped';
    this.add({ Line: line, SerialNumber: token.serialNumber, Outcome });
  }

  private add(line: Line): void {
    this.count[line.Outcome] += 1;
    this.lines.push(line);
  }

  result() {
    const { imported, skipped, refused } = this.count;
    const Lines = this.lines.sort((a, b) => a.Line - b.Line);
    return { Imported: imported, Skipped: skipped, Refused: refused, Complete: this.complete, Lines };
  }
}
