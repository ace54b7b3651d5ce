import type { Warehouse } from '../../engine/warehouse.js';
import { PlatformError, saidBy } from '../../errors.js';
import type { ExportColumn } from '../columns.js';

export const FORMATS = ['parquet', 'csv', 'arrow'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** What a writer of one format gets. */
export interface Writing {
  readonly warehouse: Warehouse;
  /** The relation that exportRows gives. */
  readonly rows: string;
  readonly columns: readonly ExportColumn[];
  readonly seasons: readonly string[];
  readonly path: string;
  /** Facts kept in the file itself, where the format has room for them. */
  readonly about: Readonly<Record<string, string>>;
}

/** Writes the rows and returns how many it wrote. */
export type FormatWriter = (writing: Writing) => Promise<number>;

/** Columns of a file of that format. Text has no place for a vector, and each feature is there anyway. */
export function columnsOf(format: ExportFormat, columns: readonly ExportColumn[]): readonly ExportColumn[] {
  return format === 'csv' ? columns.filter(({ role }) => role !== 'vector') : columns;
}

/** Error: CANNOT_WRITE, for a file that the system does not let us write. */
export function cannotWrite(path: string, error: unknown): PlatformError {
  return new PlatformError(
    'CANNOT_WRITE',
    `${path} could not be written: ${saidBy(error)}`,
    'Check the folder, its permissions and the room on the disk, or name another file with --out.',
    { cause: error },
  );
}
