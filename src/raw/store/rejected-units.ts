import type { Warehouse } from '../../engine/warehouse.js';
import { BROKEN_LINES, REJECTS, stagedWithLookups, TYPED, tableOf } from '../load-sql.js';
import type { RawSource } from '../raw-source.js';
import { type Coverage, isRowByRow } from './coverage.js';

/** Temporary table: the units, by the columns of the coverage, of which a line was rejected. */
export const REJECTED_UNITS = 'ingest_rejected_units';

/**
 * Finds the units that rejected lines belong to. A line that does not say so itself is taken to belong to the units of
 * the rows before and after it. Must run while the staged text and rows that contradict each other are still there.
 */
export async function rejectedUnits(warehouse: Warehouse, source: RawSource, covers: Coverage): Promise<void> {
  const { dialect: d } = warehouse;
  const { unit } = covers;
  const columns = tableOf(source).columns.filter((column) => unit.includes(column.name));
  const types = columns.map(({ name, type }) => `${name} ${d.type(type)}`).join(', ');
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${REJECTED_UNITS} (line BIGINT, ${types})`);
  const rejects = await warehouse.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${REJECTS}`);
  if (rejects[0]?.n === 0 || (isRowByRow(covers) && covers.span === undefined)) return;
  const names = columns.map(({ name }) => name);
  const own = names.map((name) => {
    const field = source.fields[name];
    return `${d.tryCast(field?.sql ?? 'NULL', columns.find((c) => c.name === name)?.type ?? 'string')} AS ${name}`;
  });
  const insert = (sql: string) => warehouse.execute(`INSERT INTO ${REJECTED_UNITS} ${sql}`);
  await insert(`SELECT s.source_row, ${own.join(', ')} FROM ${stagedWithLookups(source, BROKEN_LINES)}`);
  await insert(
    `SELECT source_row, ${names.join(', ')} FROM ${TYPED} WHERE source_row IN (SELECT line FROM ${REJECTS})`,
  );
  const known = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const lost = `(SELECT DISTINCT line FROM ${REJECTS} WHERE line NOT IN (SELECT line FROM ${REJECTED_UNITS} WHERE ${known}))`;
  const rows = `(SELECT source_row, ${names.join(', ')} FROM ${TYPED} WHERE source_row NOT IN (SELECT line FROM ${REJECTS}))`;
  const beside = (side: string) => `SELECT l.line, ${names.map((name) => `t.${name}`).join(', ')}
    FROM ${lost} l ASOF JOIN ${rows} t ON t.source_row ${side} l.line`;
  await insert(`${beside('<=')} UNION ALL ${beside('>=')}`);
}
