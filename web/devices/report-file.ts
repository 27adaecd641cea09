import type { ImportReport } from '../api-types.ts';
import { download } from '../components/download.ts';

/** The report as a file: made here, so that nothing about the tokens travels again. */
export function downloadReport(lines: ImportReport['Lines']): void {
  const rows = lines.map(({ Line, SerialNumber = '', Outcome, Reason = '' }) =>
    [String(Line), SerialNumber, Outcome, Reason].map(cell).join(','),
  );
  const text = ['line,serial number,outcome,reason', ...rows, ''].join('\r\n');
  download('import-report.csv', 'text/csv', text);
}

/** Serial numbers that begin like a formula are refused, and a refused one is not repeated: none stands here. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
