import type { Warehouse } from '../../engine/warehouse.js';
import { tableOf } from '../load-sql.js';
import type { RawSource } from '../raw-source.js';
import type { RawTable } from '../raw-table.js';
import { type Coverage, coverageOf } from './coverage.js';

/** The file whose typed rows are about to be stored. */
export interface Loading {
  readonly warehouse: Warehouse;
  readonly source: RawSource;
  readonly table: RawTable;
  readonly covers: Coverage;
  readonly fileId: number;
  readonly path: string;
  /** When it was ingested and, where that is known, fetched. */
  readonly ingestedAt: Date;
  readonly fetchedAt?: Date;
  /** When the source made it, as the file says (ISO, UTC). */
  readonly sourceTime: string | null;
  /**
   * What to do where nothing tells which of two versions is later. `later`: this one counts. `by_id`: the one with the
   * higher file_id (the file was ingested before, and is read again). Otherwise the content was ingested before; this one counts,
   * unless files of the same call superseded it when it was ingested first.
   */
  readonly tie: 'later' | 'by_id' | GivenAgain;
}

/** Ids of files ingested before. */
export interface GivenAgain {
  /** Those given in the same call whose content is another one. */
  readonly beside: readonly number[];
  /** Those with this content. */
  readonly own: readonly number[];
}

export const loadingOf = (
  warehouse: Warehouse,
  source: RawSource,
  facts: Omit<Loading, 'warehouse' | 'source' | 'table' | 'covers'>,
): Loading => {
  const table = tableOf(source);
  return { warehouse, source, table, covers: coverageOf(source, table), ...facts };
};

/** Temporary tables of a file that is being stored, in the order in which they are made. */
export const UNITS = 'ingest_units';
export const STANDING = 'ingest_standing';
export const ROWS = 'ingest_rows';
export const STOOD = 'ingest_stood';
export const SAME = 'ingest_same';
export const VERDICTS = 'ingest_verdicts';
export const GONE = 'ingest_gone';

const TEMPORARY = [UNITS, STANDING, ROWS, STOOD, SAME, VERDICTS, GONE];

export async function dropStoreTables(warehouse: Warehouse): Promise<void> {
  for (const name of TEMPORARY) await warehouse.execute(`DROP TABLE IF EXISTS temp.${name}`);
}

export const makeTemp = (warehouse: Warehouse, name: string, select: string): Promise<void> =>
  warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${select}`);

export const countOf = async (warehouse: Warehouse, from: string): Promise<number> =>
  (await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`))[0]?.n ?? 0;

/** SQL: a time as a timestamp (UTC); NULL for none. */
export const timeSql = ({ dialect: d }: Warehouse, iso: string | null): string =>
  d.cast(iso === null ? 'NULL' : d.text(iso), 'timestamp');
