import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.js';
import type { DetectedFile } from './detect.js';
import { notedColumns } from './lookup-keys.js';
import { type CheckedCopy, copyChecked } from './readers/csv-file.js';
import type { FileShape } from './readers/file-shape.js';
import { SeenValues } from './readers/seen-values.js';

/** The well-formed records of a CSV file, in a temporary folder of their own. */
export interface RecordsCopy extends CheckedCopy {
  readonly file: string;
  readonly seen: SeenValues;
  /** Does nothing the second time. */
  remove(): void;
}

/**
 * Copies a CSV file. Errors: those of copyChecked; NOT_WRITABLE if there is no place for temporary files.
 * @param noted columns whose values are noted, by name
 */
export async function copyRecords(
  path: string,
  { columns, limits }: FileShape,
  noted: readonly string[],
  signal?: AbortSignal,
): Promise<RecordsCopy> {
  const seen = new SeenValues(noted.map((name) => columns.indexOf(name)).filter((column) => column >= 0));
  const folder = temporaryFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const file = join(folder, 'records.csv');
  try {
    const options = { limits, seen, ...(signal === undefined ? {} : { signal }) };
    return { ...(await copyChecked(path, file, columns.length, options)), file, seen, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

const copyOf = ({ at, shape, source }: DetectedFile, signal?: AbortSignal) =>
  copyRecords(at, shape, notedColumns(source), signal);

interface Begun {
  readonly file: DetectedFile;
  readonly copy: Promise<RecordsCopy>;
  readonly stop: AbortController;
}

/** The copies of an ingest's files, of which one is made ahead: while the engine loads a file, the next one is copied. */
export class RecordsAhead {
  private begun: Begun | null = null;

  /** Begins the copy of a CSV file. What goes wrong is told when the copy is taken. */
  begin(file: DetectedFile | undefined): void {
    if (file?.shape.format !== 'csv') return;
    const stop = new AbortController();
    const copy = copyOf(file, stop.signal);
    copy.catch(() => undefined);
    this.begun = { file, copy, stop };
  }

  /** The copy of a file: the one that was begun, or a new one. Errors: those of copyRecords. */
  take(file: DetectedFile): Promise<RecordsCopy> {
    const { begun } = this;
    if (begun?.file !== file) return copyOf(file);
    this.begun = null;
    return begun.copy;
  }

  /** Ends the copy of a file, or of any, that was not taken, and removes it. */
  async drop(file = this.begun?.file): Promise<void> {
    const { begun } = this;
    if (begun === null || begun.file !== file) return;
    this.begun = null;
    begun.stop.abort();
    const copy = await begun.copy.catch(() => null);
    copy?.remove();
  }
}
