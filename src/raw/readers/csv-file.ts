import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, writeSync } from 'node:fs';
import { CsvScanner, strictRecord } from './csv-scanner.js';
import { type FileLimits, MEGABYTE, tooLarge, USUAL_LIMITS } from './limits.js';
import type { SeenValues } from './seen-values.js';
import { textChunks, withoutMark } from './text-stream.js';

/** A line that is no row of the file. */
export interface BrokenLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface CheckedCopy {
  readonly rows: number;
  readonly broken: readonly BrokenLine[];
  /** Columns, from 0, in which a value may begin or end with a blank. */
  readonly padded: ReadonlySet<number>;
}

export interface CopyOptions {
  readonly limits?: FileLimits;
  /** Ends the copy. */
  readonly signal?: AbortSignal;
  /** Takes in the values of the columns that it names. */
  readonly seen?: SeenValues;
}

const TEXT_SHOWN = 500;
const OUT = 1 << 21;
const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;

/**
 * Writes the well-formed records of a CSV file to `target`, unpacked, each behind its line number and without the
 * header: what the engine's parallel reader then takes in without a chance to stumble or to lose count of lines. Lines
 * with another number of fields than the header, unclosed quotes or bytes that are not UTF-8 come back as broken.
 * Errors: BROKEN_FILE if the file cannot be read to its end, FILE_TOO_LARGE.
 */
export async function copyChecked(
  path: string,
  target: string,
  fields: number,
  { limits = USUAL_LIMITS, signal, seen }: CopyOptions = {},
): Promise<CheckedCopy> {
  const writer = new RecordWriter(target);
  try {
    const copy = new Copy(path, writer, fields, limits, seen);
    let rest: Buffer = Buffer.alloc(0);
    let first = true;
    for await (const chunk of textChunks(path, limits)) {
      signal?.throwIfAborted();
      const text: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      rest = copy.take(first ? withoutMark(text) : text, false);
      first = false;
    }
    copy.take(rest, true);
    writer.flush();
    const { rows, broken, padded } = copy;
    return { rows, broken, padded };
  } finally {
    writer.close();
  }
}

class Copy {
  readonly broken: BrokenLine[] = [];
  rows = 0;
  private line = 1;
  private headerSeen = false;
  private readonly scanner: CsvScanner;
  /** Longest record in bytes. */
  private readonly longest: number;
  /** In a line that is too long: its end is looked for. */
  private skipping = false;

  constructor(
    private readonly path: string,
    private readonly writer: RecordWriter,
    private readonly fields: number,
    private readonly limits: FileLimits,
    private readonly seen?: SeenValues,
  ) {
    this.longest = limits.max_line_mb * MEGABYTE;
    this.scanner = new CsvScanner(this.longest, seen);
  }

  get padded(): ReadonlySet<number> {
    return this.scanner.padded;
  }

  /** Takes the records of the text; returns what is left of it behind the last whole one. */
  take(text: Buffer, last: boolean): Buffer {
    const { scanner } = this;
    this.writer.plain = isPlain(text.subarray(0, text.lastIndexOf(NEWLINE) + 1));
    let at = this.skipping ? this.afterLine(text) : 0;
    while (at < text.length && scanner.next(text, at, last)) {
      if (scanner.fault === null && scanner.end > scanner.start && this.headerSeen) this.record(text);
      else if (scanner.fault !== null) this.reject(text, scanner.fault);
      if (scanner.end > scanner.start) this.headerSeen = true;
      this.skipping = scanner.cut && !last;
      if (!this.skipping) this.line += scanner.lines;
      at = scanner.after;
    }
    if (text.length - at <= this.longest) return text.subarray(at);
    // A line without an end would be held, and looked through again, with every piece of it that comes.
    scanner.firstLine(text, at, null);
    this.reject(text, this.tooLong);
    this.skipping = true;
    return text.subarray(text.length);
  }

  /** Offset of the text after the skipped line. */
  private afterLine(text: Buffer): number {
    const newline = text.indexOf(NEWLINE);
    if (newline < 0) return text.length;
    this.skipping = false;
    this.line++;
    return newline + 1;
  }

  private get tooLong(): string {
    return `longer than ${this.limits.max_line_mb} MB`;
  }

  private record(text: Buffer): void {
    const { scanner } = this;
    if (scanner.fields !== this.fields) {
      const { fields } = scanner;
      // A stray quote joins lines: only the first is to blame, the others are read again.
      if (scanner.lines > 1) scanner.firstLine(text, scanner.start, null);
      this.reject(text, `${fields < this.fields ? 'fewer' : 'more'} fields than the header`);
      return;
    }
    if (scanner.end - scanner.start > this.longest) {
      this.reject(text, this.tooLong);
      return;
    }
    const { start, end } = scanner;
    const rewrite = scanner.loose && isUtf8(text.subarray(start, end));
    const strict = rewrite ? strictRecord(text.toString('utf8', start, end)) : null;
    if (!this.written(text, strict)) {
      this.reject(text, 'not UTF-8 text');
      return;
    }
    if (strict === null) this.seen?.note(text);
    else this.seen?.noteStrict(strict);

    this.rows++;
  }

  private written(text: Buffer, strict: string | null): boolean {
    if (strict === null) return this.writer.write(this.line, text, this.scanner.start, this.scanner.end);
    const bytes = Buffer.from(strict);
    return this.writer.write(this.line, bytes, 0, bytes.length);
  }

  private reject(text: Buffer, reason: string): void {
    const { max_broken_lines: most } = this.limits;
    if (this.broken.length >= most)
      throw tooLarge(this.path, `has more than ${most} lines that are no rows`, 'max_broken_lines');
    const { start, end } = this.scanner;
    const shown = text.subarray(start, Math.min(end, start + 4 * TEXT_SHOWN)).toString('utf8');
    this.broken.push({ line: this.line, text: shown.replaceAll('\0', '').slice(0, TEXT_SHOWN), reason });
  }
}

/** Whether text can be written as it is: UTF-8 without NUL, which no text holds, and without carriage returns. */
const isPlain = (text: Buffer): boolean => isUtf8(text) && !text.includes(0) && !text.includes(RETURN);

/** Buffered writer of "line,record" rows. */
class RecordWriter {
  /** The whole lines of the text at hand are plain: their bytes need not be looked at one by one. */
  plain = false;
  private readonly fd: number;
  private buffer = Buffer.allocUnsafe(OUT);
  private size = 0;

  constructor(path: string) {
    this.fd = openSync(path, 'w');
  }

  /** False, and nothing written, if the record is not UTF-8 or holds NUL, which no text does. */
  write(line: number, source: Buffer, start: number, end: number): boolean {
    const needed = end - start + 24;
    if (this.size + needed > this.buffer.length) {
      this.flush();
      if (needed > this.buffer.length) this.buffer = Buffer.allocUnsafe(2 * needed);
    }
    const { buffer } = this;
    const prefix = this.size + buffer.write(String(line), this.size, 'latin1');
    buffer[prefix] = COMMA;
    let at = prefix + 1;
    at += source.copy(buffer, at, start, end);
    const text = buffer.subarray(prefix + 1, at);
    // A record behind the last line feed was not looked at with the others; line feeds are never part of a longer character.
    if (!(this.plain && source[end] === NEWLINE) && !isPlain(text)) {
      if (!isUtf8(text) || text.includes(0)) return false;
      // A lone carriage return would be a line break to the engine.
      for (let i = text.indexOf(RETURN); i >= 0; i = text.indexOf(RETURN, i)) text[i] = SPACE;
    }
    buffer[at++] = NEWLINE;
    this.size = at;
    return true;
  }

  flush(): void {
    writeSync(this.fd, this.buffer, 0, this.size);
    this.size = 0;
  }

  close(): void {
    closeSync(this.fd);
  }
}
