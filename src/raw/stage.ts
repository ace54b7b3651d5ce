import { basename } from 'node:path';
import type { Warehouse } from '../engine/warehouse.js';
import { columnsRead, STAGED, TYPED } from './load-sql.js';
import { dropKeys, keysIn, notedColumns } from './lookup-keys.js';
import { tellGames } from './per-game.js';
import { FILE_NAME, type RawSource } from './raw-source.js';
import type { BrokenLine } from './readers/csv-file.js';
import type { FileShape } from './readers/file-shape.js';
import { stageRecords } from './readers/json-file.js';
import { MEGABYTE } from './readers/limits.js';
import { copyRecords } from './records-copy.js';
import { countOf, makeTemp } from './store/loading.js';

/** The records of a file as text, and what a source adds to them game by game. */
const TEXT = 'ingest_text';
const TOLD = 'ingest_told';

/** A file whose records can be read from `ingest_staged`. */
export interface StagedText {
  /** Lines that were no records. */
  readonly broken: readonly BrokenLine[];
  /** How many were. */
  readonly lines: number;
  /** SQL relation from which the keys of the lookups are read (see lookup-keys.ts). */
  readonly keysIn: string;
  /** Relation (source_row, row_hash) that is searched for lines equal to an earlier one. */
  readonly copiesAmong: string;
  /** Frees `ingest_staged`; does nothing the second time. */
  close(): Promise<void>;
}

/**
 * Makes the records of a file readable as `ingest_staged`: source_row, place, row_hash over all columns of the file in the
 * order of their names (so that the order in the file does not matter), and the columns the source uses; blank text is NULL.
 * It is a view of a checked copy where few statements read it: to hold a season as text takes more memory than anything
 * else, and time to fill. Errors: BROKEN_FILE, FILE_TOO_LARGE.
 * @param copied the checked copy of a CSV file
 */
export async function stageFile(
  warehouse: Warehouse,
  path: string,
  shape: FileShape,
  source: RawSource,
  copied = () => copyRecords(path, shape, notedColumns(source)),
): Promise<StagedText> {
  const drop = (kind: 'VIEW' | 'TABLE') => warehouse.execute(`DROP ${kind} IF EXISTS temp.${STAGED}`);
  if (shape.format !== 'csv') {
    return withoutText(warehouse, () => stageJson(warehouse, path, shape, source, () => drop('TABLE')));
  }
  const copy = await copied();
  const close = async (kind: 'VIEW' | 'TABLE') => {
    copy.remove();
    await drop(kind);
    await dropKeys(warehouse);
  };
  const { broken, padded, rows: lines } = copy;
  try {
    const records = readCsv(warehouse, copy.file, shape);
    if (source.perGame === undefined && source.variants === undefined) {
      const select = stagedSql(warehouse, path, shape.columns, source, records, padded);
      await warehouse.execute(`CREATE OR REPLACE TEMP VIEW ${STAGED} AS ${select}`);
      const keys = await keysIn(warehouse, source, shape.columns, copy.seen);
      // Equal lines are typed alike, so none of them is missing among the typed rows, or all are.
      return { broken, lines, keysIn: keys, copiesAmong: TYPED, close: () => close('VIEW') };
    }
    return await withoutText(warehouse, async () => {
      await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${TEXT} AS SELECT * FROM ${records}`);
      await stageText(warehouse, path, shape, source);
      return { broken, lines, keysIn: STAGED, copiesAmong: STAGED, close: () => close('TABLE') };
    });
  } catch (error) {
    copy.remove();
    throw error;
  }
}

/** Frees the records as text once the work with them is done. */
async function withoutText<T>(warehouse: Warehouse, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    for (const table of [TEXT, TOLD]) await warehouse.execute(`DROP TABLE IF EXISTS temp.${table}`);
  }
}

async function stageJson(
  warehouse: Warehouse,
  path: string,
  shape: FileShape,
  source: RawSource,
  close: () => Promise<void>,
): Promise<StagedText> {
  const broken = await stageRecords(warehouse, path, shape, TEXT);
  await stageText(warehouse, path, shape, source);
  return { broken, lines: await countOf(warehouse, STAGED), keysIn: STAGED, copiesAmong: STAGED, close };
}

/** From the records as text to the staged rows, with what the source adds to the rows of a game. */
async function stageText(warehouse: Warehouse, path: string, shape: FileShape, source: RawSource): Promise<void> {
  if (source.perGame === undefined) {
    await makeTemp(warehouse, STAGED, stagedSql(warehouse, path, shape.columns, source, TEXT));
    return;
  }
  await tellGames(warehouse, TEXT, shape.names, source.perGame, TOLD);
  const relation = `(SELECT x.*, ${['place', ...source.perGame.adds].map((name) => `t.${name}`).join(', ')}
    FROM ${TEXT} x JOIN ${TOLD} t ON CAST(t.source_row AS BIGINT) = CAST(x.source_row AS BIGINT))`;
  await makeTemp(warehouse, STAGED, stagedSql(warehouse, path, shape.columns, source, relation));
}

/** Relation of a checked copy: source_row, c0, c1, ... */
function readCsv({ dialect }: Warehouse, path: string, { columns, limits }: FileShape): string {
  const texts = columns.map((_, i) => [`c${i}`, 'string'] as const);
  // In the copy, quotes that stood alone are doubled.
  const longest = 2 * limits.max_line_mb * MEGABYTE;
  return dialect.csvFile(path, { source_row: 'integer', ...Object.fromEntries(texts) }, longest);
}

/** @param padded columns, from 0, with blanks around values, of a checked copy; the engine reads what is empty there as NULL */
function stagedSql(
  warehouse: Warehouse,
  path: string,
  columns: readonly string[],
  source: RawSource,
  relation: string,
  padded?: ReadonlySet<number>,
): string {
  const { dialect: d } = warehouse;
  const byName = columns.map((name, i) => ({ name, column: `c${i}` })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const used = columnsRead(source).map((name) => {
    if (name === FILE_NAME) return `${d.text(basename(path))} AS "${name}"`;
    if (source.perGame?.adds.includes(name)) return `${name} AS "${name}"`;
    const index = columns.indexOf(name);
    if (index < 0) return `CAST(NULL AS VARCHAR) AS "${name}"`;
    // To look for blanks in every value costs as much as to read it.
    return `${padded?.has(index) === false ? `c${index}` : `NULLIF(TRIM(c${index}), '')`} AS "${name}"`;
  });
  return `SELECT CAST(source_row AS BIGINT) AS source_row, CAST(${source.perGame === undefined ? 'source_row' : 'place'} AS BIGINT) AS place, ${d.rowHash(byName.map(({ column }) => column))} AS row_hash, ${used.join(', ')}
    FROM ${relation} r`;
}
