import { csvValues } from './csv-scanner.js';

/** The values of a column with more distinct ones than this are not kept: they would take too much memory. */
const MOST = 50_000;
/** Values of up to so many bytes are compared as one number, without making a string. */
const SHORT = 5;

/** The different values of some columns of a CSV file, noted while its records are copied. */
export class SeenValues {
  /** Where the value of each column lies in the record at hand: begin and end, by turns. The scanner fills it. */
  readonly bounds: Int32Array;
  /** By column of the file: the place of a noted one among them, -1 for any other. */
  readonly places: Int8Array;
  /** Bytes as latin1 text; NULL for a column with too many. */
  private readonly values: (Set<string> | null)[];
  private readonly last: string[];
  private readonly short: readonly Set<number>[];

  /** @param columns from 0 */
  constructor(private readonly columns: readonly number[]) {
    this.bounds = new Int32Array(2 * columns.length);
    this.places = new Int8Array(Math.max(-1, ...columns) + 1).fill(-1);
    for (const [place, column] of columns.entries()) this.places[column] = place;
    this.values = columns.map(() => new Set<string>());
    this.last = columns.map(() => '');
    this.short = columns.map(() => new Set<number>());
  }

  /** Adds the values of the record that the scanner found last in `text`. */
  note(text: Buffer): void {
    const { bounds, values } = this;
    for (let place = 0; place < values.length; place++) {
      const start = bounds[2 * place] as number;
      const end = bounds[2 * place + 1] as number;
      if (!this.isKnown(place, text, start, end)) this.add(place, text.toString('latin1', start, end));
    }
  }

  /** Whether a value equals that of the record before, as most do, or is short and was added already. Makes no string of it. */
  private isKnown(place: number, text: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length <= SHORT) {
      let code = length;
      for (let i = start; i < end; i++) code = code * 256 + (text[i] as number);
      const known = this.short[place] as Set<number>;
      return known.size === known.add(code).size;
    }
    const last = this.last[place] as string;
    if (length !== last.length) return false;
    for (let i = 0; i < last.length; i++) if (text[start + i] !== last.charCodeAt(i)) return false;
    return true;
  }

  /** Adds the values of a record in which every field is quoted. */
  noteStrict(record: string): void {
    const values = csvValues(record);
    for (const [place, column] of this.columns.entries()) {
      this.add(place, Buffer.from(`"${(values[column] ?? '').replaceAll('"', '""')}"`).toString('latin1'));
    }
  }

  /** The values of a column, quotes undone, as they stand in the copy; NULL for a column with too many. */
  of(column: number): readonly string[] | null {
    const values = this.values[this.places[column] ?? -1];
    return values == null ? null : [...new Set([...values].map(decoded))];
  }

  private add(place: number, bytes: string): void {
    this.last[place] = bytes;
    const values = this.values[place];
    values?.add(bytes);
    if (values != null && values.size > MOST) this.values[place] = null;
  }
}

/** A lone carriage return is a blank in the copy. */
function decoded(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r', ' ');
  return csvValues(text)[0] ?? '';
}
