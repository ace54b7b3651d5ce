import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import { temporaryFolder } from '../temporary-folder.js';
import { columnsRead, STAGED } from './load-sql.js';
import { tellGames } from './per-game.js';
import { FILE_NAME, type RawSource } from './raw-source.js';
import { type BrokenLine, copyChecked } from './readers/csv-file.js';
import type { FileShape } from './readers/file-shape.js';
import { stageRecords } from './readers/json-file.js';
import { MEGABYTE } from './readers/limits.js';
import { brokenFile } from './readers/text-stream.js';

/** The records of a file as text, and what a source adds to them game by game. */
const TEXT = 'ingest_text';
const TOLD = 'ingest_told';

/**
 * Reads a file into the temporary table `ingest_staged`: source_row, place, row_hash over all columns of the file in the order
 * of their names (so that the order in the file does not matter), and the columns the source uses; blank text is NULL.
 * Returns the lines that are no rows. Errors: BROKEN_FILE, FILE_TOO_LARGE.
 */
export async function stageFile(
  warehouse: Warehouse,
  path: string,
  shape: FileShape,
  source: RawSource,
): Promise<readonly BrokenLine[]> {
  const folder = temporaryFolder();
  try {
    if (shape.format === 'csv') {
      const copy = join(folder, 'records.csv');
      const { broken, padded } = await copyChecked(path, copy, shape.columns.length, shape.limits);
      const records = readCsv(warehouse, copy, shape);
      await (source.perGame === undefined
        ? warehouse.execute(stagedSql(warehouse, path, shape.columns, source, records, padded))
        : warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${TEXT} AS SELECT * FROM ${records}`)
      ).catch((error: unknown) => {
        throw unparsed(path, error);
      });
      if (source.perGame !== undefined) await stageText(warehouse, path, shape, source);
      return broken;
    }
    const broken = await stageRecords(warehouse, path, shape, TEXT);
    await stageText(warehouse, path, shape, source);
    return broken;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    for (const table of [TEXT, TOLD]) await warehouse.execute(`DROP TABLE IF EXISTS temp.${table}`);
  }
}

/** From the records as text to the staged rows, with what the source adds to the rows of a game. */
async function stageText(warehouse: Warehouse, path: string, shape: FileShape, source: RawSource): Promise<void> {
  if (source.perGame === undefined) {
    await warehouse.execute(stagedSql(warehouse, path, shape.columns, source, TEXT));
    return;
  }
  await tellGames(warehouse, TEXT, shape.names, source.perGame, TOLD);
  const relation = `(SELECT x.*, ${['place', ...source.perGame.adds].map((name) => `t.${name}`).join(', ')}
    FROM ${TEXT} x JOIN ${TOLD} t ON CAST(t.source_row AS BIGINT) = CAST(x.source_row AS BIGINT))`;
  await warehouse.execute(stagedSql(warehouse, path, shape.columns, source, relation));
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
  return `CREATE OR REPLACE TEMP TABLE ${STAGED} AS
    SELECT CAST(source_row AS BIGINT) AS source_row, CAST(${source.perGame === undefined ? 'source_row' : 'place'} AS BIGINT) AS place, ${d.rowHash(byName.map(({ column }) => column))} AS row_hash, ${used.join(', ')}
    FROM ${relation} r`;
}

/** The checked copy should leave the engine nothing to refuse; if it does, one file is lost and not the whole ingest. */
function unparsed(path: string, error: unknown): unknown {
  if (!(error instanceof PlatformError) || error.origin !== 'data') return error;
  return brokenFile(path, `is CSV that the engine cannot parse (${error.what})`, error);
}
