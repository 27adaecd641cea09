/** A record above this is no inventory. */
const LONGEST = 64 * 1024;

const SEPARATORS = [',', ';', '\t'];
const TOO_LONG = 'The line is longer than 64 kB.';

export interface CsvRecord {
  /** The line of the file where it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** False for a last record without a line break: the file may have been cut there. */
  readonly ended: boolean;
  /** A quote that does not close, or has something behind it (RFC 4180 section 2). */
  readonly malformed: boolean;
}

/** The rest of the file cannot be read. */
export interface CsvStop {
  readonly line: number;
  readonly stop: string;
}

/**
 * Splits text that comes in pieces into records (RFC 4180, with LF, CRLF or CR). Blank records and lines that begin
 * with # are left out. The separator is the comma, semicolon or tab that comes first.
 */
export class CsvRecords {
  #separator = '';
  #line = 1;
  #state: 'plain' | 'quoted' | 'quote closed' | 'comment' = 'plain';
  #afterReturn = false;
  #begins = 1;
  #fields: string[] = [];
  #field = '';
  #size = 0;
  #malformed = false;

  get line(): number {
    return this.#line;
  }

  /** Yields what became whole; after a {@link CsvStop} nothing more is to be read. */
  *read(text: string): Generator<CsvRecord | CsvStop> {
    for (const character of text) {
      if (character === '\n' && this.#afterReturn) {
        this.#afterReturn = false;
        continue;
      }
      this.#afterReturn = character === '\r';
      const lineBreak = character === '\n' || character === '\r';
      if (lineBreak) this.#line += 1;
      if (lineBreak && this.#state !== 'quoted') {
        if (this.#state !== 'comment') yield* this.#record(true);
        this.#reset();
        continue;
      }
      this.#size += 1;
      if (this.#size > LONGEST) return yield { line: this.#begins, stop: TOO_LONG };
      this.#take(character);
    }
  }

  *end(): Generator<CsvRecord> {
    if (this.#state !== 'comment') yield* this.#record(false);
  }

  #take(character: string): void {
    if (this.#state === 'comment') return;
    if (this.#state === 'quoted') {
      if (character === '"') this.#state = 'quote closed';
      else this.#field += character;
    } else if (this.#separates(character)) {
      this.#fields.push(this.#field);
      this.#field = '';
      this.#state = 'plain';
    } else if (character === '"' && this.#state === 'quote closed') {
      this.#field += character;
      this.#state = 'quoted';
    } else if (character === '"' && this.#field.trim() === '') {
      this.#field = '';
      this.#state = 'quoted';
    } else if (this.#state === 'quote closed' && character !== ' ') this.#malformed = true;
    else if (character === '#' && this.#fields.length === 0 && this.#field.trim() === '')
      this.#state = 'comment';
    else this.#field += character;
  }

  #separates(character: string): boolean {
    if (this.#separator === '' && SEPARATORS.includes(character)) this.#separator = character;
    return character === this.#separator;
  }

  *#record(ended: boolean): Generator<CsvRecord> {
    const fields = [...this.#fields, this.#field].map(field => field.trim());
    if (fields.every(field => field === '')) return;
    yield {
      line: this.#begins,
      fields,
      ended,
      malformed: this.#malformed || this.#state === 'quoted',
    };
  }

  #reset(): void {
    this.#state = 'plain';
    this.#begins = this.#line;
    this.#fields = [];
    this.#field = '';
    this.#size = 0;
    this.#malformed = false;
  }
}
