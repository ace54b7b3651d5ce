import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createGzip, type Gzip } from 'node:zlib';

const CHUNK = 1 << 19;

/** A gzipped text file written as a stream. Node writes no time into the header, so equal text gives equal bytes. */
export class GzipFile {
  rows = 0;
  private parts: string[] = [];
  private size = 0;
  private readonly gzip: Gzip;
  private readonly file: WriteStream;
  private readonly finished: Promise<unknown>;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.gzip = createGzip({ level: 1 });
    this.file = createWriteStream(path);
    this.gzip.pipe(this.file);
    this.finished = once(this.file, 'finish');
    // A failing disk must reject close(), not crash the process from an event.
    this.finished.catch(() => undefined);
    this.gzip.on('error', (error) => this.file.destroy(error));
  }

  /** Adds lines (each without its end of line); `counted` of them are rows. */
  lines(lines: readonly string[], counted = lines.length): void {
    if (lines.length === 0) return;
    this.text(`${lines.join('\n')}\n`);
    this.rows += counted;
  }

  text(text: string): void {
    this.parts.push(text);
    this.size += text.length;
  }

  /** Hands full chunks to the compressor and waits while it is behind. */
  async drain(): Promise<void> {
    if (this.size < CHUNK) return;
    await this.push();
  }

  async close(): Promise<void> {
    await this.push();
    this.gzip.end();
    await this.finished;
  }

  private async push(): Promise<void> {
    if (this.size === 0) return;
    const text = this.parts.join('');
    this.parts = [];
    this.size = 0;
    if (!this.gzip.write(text)) await once(this.gzip, 'drain');
  }
}

/** A CSV field, quoted only where it must be. */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvLine(values: readonly (string | number | null)[]): string {
  return values.map(csvField).join(',');
}

/** A fraction as the sources print it: three decimals at most, "0.0" and "1.0" with one; empty without attempts. */
export function share(makes: number, attempts: number): string {
  if (attempts === 0) return '';
  const text = (makes / attempts).toFixed(3).replace(/0+$/, '');
  return text.endsWith('.') ? `${text}0` : text;
}
