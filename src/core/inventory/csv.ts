import type { TotpKey } from '../totp/key.ts';
import { type CsvRecord, CsvRecords } from './csv-records.ts';
import {
  algorithmOf,
  decodeSecret,
  digitsOf,
  periodOf,
  REFUSED,
  refusedSecret,
  refusedSerial,
  tellable,
} from './fields.ts';
import type { ReadLine, Refused } from './token.ts';

type Column = 'serial' | 'secret' | 'algorithm' | 'digits' | 'period';

/** The order where there is no header. */
const COLUMNS: readonly Column[] = ['serial', 'secret', 'algorithm', 'digits', 'period'];

/** How vendors head their columns, without case, spaces and punctuation. */
const HEADINGS: ReadonlyMap<string, Column> = new Map([
  ['serial', 'serial'],
  ['serialnumber', 'serial'],
  ['serialno', 'serial'],
  ['secret', 'secret'],
  ['secretkey', 'secret'],
  ['seed', 'secret'],
  ['algorithm', 'algorithm'],
  ['hash', 'algorithm'],
  ['digits', 'digits'],
  ['period', 'period'],
  ['timeinterval', 'period'],
  ['timestep', 'period'],
]);

/**
 * Reads `serial,secret,algorithm,digits,period`; the last three may be absent or empty: SHA1, 6 and 30. Of a file that
 * broke off, the record that was not ended is left out: half a secret may be a secret, too.
 */
export async function* readCsv(texts: AsyncIterable<string | Refused>): AsyncGenerator<ReadLine> {
  const records = new CsvRecords();
  const rows = new CsvRows();
  for await (const text of texts) {
    if (typeof text !== 'string') return yield { line: records.line, refused: text.refused, ended: true };
    for (const record of records.read(text)) {
      if ('stop' in record) return yield { line: record.line, refused: record.stop, ended: true };
      const read = rows.read(record);
      if (read !== undefined) yield read;
      if (rows.stopped) return;
    }
  }
  for (const record of records.end()) {
    const read = rows.read(record);
    if (read !== undefined) yield read;
  }
}

class CsvRows {
  /** What comes in this file cannot be tokens. */
  stopped = false;
  #columns: readonly (Column | undefined)[] | undefined;

  read(record: CsvRecord): ReadLine | undefined {
    const { line, fields } = record;
    if (this.#columns === undefined) {
      const header = columnsOf(fields);
      if ('refused' in header) {
        this.stopped = true;
        return { line, ...header, ended: true };
      }
      this.#columns = header.columns;
      if (header.named) return undefined;
    }
    const columns = this.#columns;
    const field = (column: Column) => fields[columns.indexOf(column)] ?? '';
    const serialNumber = field('serial');
    const refusedName = refusedSerial(serialNumber);
    if (refusedName !== undefined) return { line, ...refusedName };

    const refusedRow = this.#refusedRow(record, columns);
    if (refusedRow !== undefined) return { line, ...tellable(serialNumber), ...refusedRow };
    const secret = secretOf(field('secret'));
    // Without the serial number: whoever has the columns the wrong way round would find secrets in the report.
    if ('refused' in secret) return { line, ...secret };
    const settings = settingsOf(field);
    if ('refused' in settings) return { line, ...tellable(serialNumber), ...settings };
    return { line, serialNumber, token: { serialNumber, key: { ...settings, ...secret } } };
  }

  #refusedRow(record: CsvRecord, columns: readonly (Column | undefined)[]): Refused | undefined {
    const { fields, ended, malformed } = record;
    if (malformed) return { refused: 'A quote does not close, or something follows it (RFC 4180).' };
    if (fields.slice(columns.length).some(field => field !== ''))
      return { refused: 'The line has more columns than it should.' };
    if (!ended && this.#mayBeCut(fields, columns))
      return {
        refused: 'The last line has no line break at its end, so it may have been cut. End it with one.',
      };
    return undefined;
  }

  /**
   * A cut secret can still be a secret. A last line without a line break is whole where all columns are there and
   * the last of them is the algorithm, the digits or the period, or means nothing here: of what they may be, nothing
   * begins like another, so a cut one is refused for its value. (30 may have been 300, but a token of 300 seconds is
   * of no use here, whole or cut.) Where the secret or the serial number is last, nothing tells.
   */
  #mayBeCut(fields: readonly string[], columns: readonly (Column | undefined)[]): boolean {
    if (fields.length < columns.length) return true;
    const last = columns.length - 1;
    const column = columns[last];
    return column === 'secret' || column === 'serial' || (column !== undefined && fields[last] === '');
  }
}

function secretOf(text: string): { readonly secret: Uint8Array } | Refused {
  if (text === '') return { refused: 'The secret is missing.' };
  const secret = decodeSecret(text);
  if (secret === undefined) return { refused: 'The secret is neither hexadecimal nor base32.' };
  return refusedSecret(secret) ?? { secret };
}

function settingsOf(field: (column: Column) => string): Omit<TotpKey, 'secret'> | Refused {
  const algorithm = algorithmOf(field('algorithm') || 'SHA1');
  if (algorithm === undefined) return REFUSED.algorithm;
  const digits = digitsOf(field('digits') || '6');
  if (digits === undefined) return REFUSED.digits;
  const period = periodOf(field('period') || '30');
  if (period === undefined) return REFUSED.period;
  return { algorithm, digits, period };
}

/** Finds out from the first record what the columns are: by their names, or in the usual order. */
function columnsOf(
  fields: readonly string[],
): { readonly columns: readonly (Column | undefined)[]; readonly named: boolean } | Refused {
  const first = fields[0] ?? '';
  if (/^PK\p{Cc}/u.test(first)) return { refused: 'This is a spreadsheet or a ZIP archive. Save it as CSV.' };
  if (/^[[{]/.test(first)) return { refused: 'This is JSON. An inventory is CSV or PSKC.' };
  const columns = fields.map(field => HEADINGS.get(field.toLowerCase().replaceAll(/[^a-z0-9]/g, '')));
  const named = columns.filter(column => column !== undefined);
  if (named.length === 0) {
    if (fields.length < 2)
      return { refused: 'The file is neither CSV (serial,secret,algorithm,digits,period) nor PSKC.' };
    return { columns: COLUMNS, named: false };
  }
  if (new Set(named).size < named.length) return { refused: 'Two columns have the same name.' };
  if (!named.includes('serial')) return { refused: 'The header names no column serial.' };
  if (!named.includes('secret')) return { refused: 'The header names no column secret.' };
  return { columns, named: true };
}
