import { expect, test } from 'vitest';
import { ImportReport, LISTED, type TokenLine } from '../../../src/core/actions/import-report.ts';

const key = { secret: new Uint8Array(20), algorithm: 'sha1', digits: 6, period: 30 } as const;
const tokenAt = (line: number): TokenLine => ({
  line,
  token: { serialNumber: `GAHT-${100_000 + line}`, key },
});

test('a report lists 100,000 imported and 10,000 skipped and refused lines each, and counts the others', () => {
  const report = new ImportReport();
  for (let line = 1; line <= 100_010; line += 1) report.stored(tokenAt(line), true);
  for (let line = 1; line <= 10_020; line += 1) report.stored(tokenAt(line), false);
  for (let line = 1; line <= 10_030; line += 1) report.refused({ line, refused: 'Because.' });
  const { Lines, ...counts } = report.result();
  expect(counts).toEqual({
    Imported: 100_010,
    Skipped: 10_020,
    Refused: 10_030,
    Complete: true,
    LinesOmitted: 60,
  });
  const listed = (outcome: string) => Lines.filter(({ Outcome }) => Outcome === outcome).length;
  expect({ imported: listed('imported'), skipped: listed('skipped'), refused: listed('refused') }).toEqual(
    LISTED,
  );
});

test('why reading stopped is the last line, also behind 10,000 others', () => {
  const report = new ImportReport();
  for (let line = 1; line <= 10_005; line += 1) report.refused({ line, refused: 'Because.' });
  report.refused({ line: 10_005, refused: 'It ends here.', ended: true });
  expect(report.result()).toMatchObject({ Complete: false, Refused: 10_006, LinesOmitted: 5 });
  expect(report.result().Lines.at(-1)).toMatchObject({ Line: 10_005, Reason: 'It ends here.' });
});

test('tokens of one line stand before what stopped behind them, though they were stored after it was read', () => {
  const report = new ImportReport();
  report.refused({ line: 1, refused: 'It ends here.', ended: true });
  for (const token of [tokenAt(1), tokenAt(1)]) report.stored(token, true);
  expect(report.result().Lines.map(({ Outcome }) => Outcome)).toEqual(['imported', 'imported', 'refused']);
});
