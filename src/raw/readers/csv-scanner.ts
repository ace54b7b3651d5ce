const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;

const SPACE = 32;
const ASCII_END = 0x80;
/** First bytes of the blanks beyond ASCII in UTF-8: the no-break space, and those of three bytes. */
const [TWO_BYTES, THREE_BYTES, LAST_OF_THREE] = [0xc2, 0xe1, 0xe3];

/** No record is this long: beyond, a stray quote is to blame and the reader picks up at the next line. */
const MAX_RECORD = 1 << 20;

/** Where the values of some columns lie in the record at hand: see SeenValues. */
export interface SeenBounds {
  readonly places: Int8Array;
  readonly bounds: Int32Array;
}

const NOTHING_SEEN: SeenBounds = { places: new Int8Array(0), bounds: new Int32Array(0) };

/**
 * Finds the records of CSV text (RFC 4180: comma, double quote, LF or CRLF) in a buffer, byte by byte, without decoding.
 * One scanner serves a whole file; `next` reports through its fields, so that a season's half million rows cost no
 * objects.
 */
export class CsvScanner {
  /** The record found: its bytes are buffer[start, end), without the end of line. */
  start = 0;
  end = 0;
  /** Where the text after it begins. */
  after = 0;
  fields = 0;
  /** Physical lines it covers: more than one where a quoted field holds line breaks. */
  lines = 0;
  /** A quote stands behind blanks: taken for an opening one, as the writer meant it, but not every parser would. */
  loose = false;
  /** The line reported goes on behind the text at hand. */
  cut = false;
  /** NULL, or why the text is no record. */
  fault: string | null = null;
  /** Columns of all records so far, from 0, in which a value may begin or end with a blank. */
  readonly padded = new Set<number>();

  /**
   * @param maxRecord bytes of the longest record
   * @param seen told where the values of its columns lie
   */
  constructor(
    private readonly maxRecord = MAX_RECORD,
    private readonly seen: SeenBounds = NOTHING_SEEN,
  ) {}

  /**
   * Looks for a record from `from`. False if the buffer ends before the record does and more text may come (`last` is
   * false); then the caller comes again with more. Text that is no record is reported as its first line, with a fault.
   */
  next(buffer: Buffer, from: number, last: boolean): boolean {
    const length = buffer.length;
    const { places, bounds } = this.seen;
    let at = from;
    let fields = 1;
    let breaks = 0;
    let newline = -1;
    this.start = from;
    this.fault = null;
    this.loose = false;
    this.cut = false;
    for (;;) {
      const first = at;
      let opening = at;
      while (buffer[opening] === SPACE || buffer[opening] === RETURN) opening++;
      if (buffer[opening] === QUOTE) {
        if (opening > at) this.loose = true;
        at = opening + 1;
        for (;;) {
          const closing = buffer.indexOf(QUOTE, at);
          if (closing < 0) {
            if (!last && length - from < this.maxRecord) return false;
            return this.firstLine(buffer, from, 'a quote is not closed', last);
          }
          // The next line feed is looked for once, however many quoted fields come before it.
          if (newline < at) newline = placeOf(buffer.indexOf(NEWLINE, at));
          for (; newline < closing; newline = placeOf(buffer.indexOf(NEWLINE, newline + 1))) breaks++;
          at = closing + 1;
          if (buffer[at] !== QUOTE) break;
          at++;
        }
        if (isPadded(buffer, opening + 1, at - 1)) this.padded.add(fields - 1);
        const next = buffer[at] === RETURN ? at + 1 : at;
        if (next >= length && !last) return false;
        const ends = next >= length || buffer[next] === NEWLINE || (buffer[next] === COMMA && next === at);
        if (!ends) {
          return this.firstLine(buffer, from, 'text behind a closing quote', last);
        }
      }
      const begin = at;
      for (; at < length; at++) {
        const byte = buffer[at];
        if (byte === COMMA || byte === NEWLINE) break;
      }
      if (at > begin && isPadded(buffer, begin, at)) this.padded.add(fields - 1);
      const place = fields <= places.length ? (places[fields - 1] as number) : -1;
      if (place >= 0) {
        bounds[2 * place] = first;
        // The last value of a line that ends with CRLF.
        bounds[2 * place + 1] = at > first && buffer[at - 1] === RETURN && buffer[at] !== COMMA ? at - 1 : at;
      }
      if (at >= length) {
        if (!last) return false;
        return this.found(buffer, at, at, fields, breaks + 1);
      }
      if (buffer[at] === NEWLINE) return this.found(buffer, at, at + 1, fields, breaks + 1);
      fields++;
      at++;
    }
  }

  /** Reports the first physical line of the text instead of a record, so that reading goes on behind it. */
  firstLine(buffer: Buffer, from: number, fault: string | null, last = false): true {
    const newline = buffer.indexOf(NEWLINE, from);
    const end = newline < 0 ? buffer.length : newline;
    this.start = from;
    this.fault = fault;
    this.cut = newline < 0 && !last;
    return this.found(buffer, end, newline < 0 ? end : end + 1, 0, 1);
  }

  private found(buffer: Buffer, end: number, after: number, fields: number, lines: number): true {
    this.end = end > this.start && buffer[end - 1] === RETURN ? end - 1 : end;
    this.after = after;
    this.fields = fields;
    this.lines = lines;
    return true;
  }
}

/** Whether text may begin or end with a blank, also one beyond ASCII. A carriage return counts: one alone is read as a space. */
function isPadded(text: Buffer, start: number, end: number): boolean {
  const first = text[start] as number;
  const last = text[end - 1] as number;
  if (first > SPACE && first < TWO_BYTES && last > SPACE && last < ASCII_END) return false;
  const begins = first <= SPACE || first === TWO_BYTES || (first >= THREE_BYTES && first <= LAST_OF_THREE);
  const third = text[end - 3] as number;
  const ofMany = text[end - 2] === TWO_BYTES || (third >= THREE_BYTES && third <= LAST_OF_THREE);
  return begins || last <= SPACE || (last >= ASCII_END && ofMany);
}

const placeOf = (index: number): number => (index < 0 ? Number.POSITIVE_INFINITY : index);

/** Values of one record's text, quotes undone. */
export function csvValues(record: string): string[] {
  const values: string[] = [];
  const field = /(?:[ \r]*"((?:[^"]|"")*)"|([^,]*))(,|$)/gy;
  for (let match = field.exec(record); match !== null; match = field.exec(record)) {
    values.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') break;
  }
  return values;
}

/** The record with every field quoted, which no parser can take in two ways. */
export function strictRecord(record: string): string {
  return csvValues(record)
    .map((value) => `"${value.replaceAll('"', '""')}"`)
    .join(',');
}
