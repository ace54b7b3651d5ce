import type { Warehouse } from '../../engine/warehouse.js';
import type { Calendar } from '../../ledger/calendar.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import { needsToDate } from '../../plan/needs.js';
import type { TableDefinition } from '../../tables/definition.js';
import type { TableGraph } from '../../tables/graph.js';
import { DUE_GAMES, GAMES } from '../../tables/names.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';
import { joinDates } from './date-ranges.js';
import type { LowDate, TableGap } from './report.js';

type Held = { table_name: string; made: string; failed: string };
type LowRow = { table_name: string; day: string; accounted: number; expected: number };

/** Whether the rows of a table belong to games, so that the schedule tells how many a date should have. */
const perGame = (table: TableDefinition) => table.key.includes('game_id');

/** Missing, failed and low dates per derived table, by what calendar and ledger say. Tables without a gap are left out. */
export async function tableGaps(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  range: AuditRange,
  tables: readonly TableDefinition[],
): Promise<TableGap[]> {
  const needs = needsToDate(graph, calendar);
  const within = (date: string) =>
    (range.from === null || date >= range.from) && (range.to === null || date <= range.to);
  const seasonOf = (date: string) => calendar.batchDate(date).season;
  const held = await heldDates(warehouse, range);
  // Rows of reference tables depend on files, whose gaps are reported per game and kind; odds and news are optional.
  const low = await lowDates(
    warehouse,
    range,
    tables.filter((table) => table.phase > 2 && table.holdsFindings !== true),
  );
  return tables.flatMap((table): TableGap[] => {
    const due = needs.get(table.name) ?? [];
    const own = held.get(table.name);
    const missing = due.filter((date) => within(date) && own?.made.has(date) !== true);
    const ranges = (dates: Iterable<string>) => joinDates(dates, due, seasonOf);
    const gap: TableGap = {
      table: table.name,
      alias: table.alias,
      phase: table.phase,
      missing: ranges(missing),
      failed: ranges(own?.failed ?? []),
      low: low.get(table.name) ?? [],
      blocks: graph.downstream(table.name).map((t) => t.alias),
    };
    return gap.missing.length + gap.failed.length + gap.low.length === 0 ? [] : [gap];
  });
}

/** One row per table with its dates as one text: a few long values are read faster than a hundred thousand rows. */
async function heldDates(
  warehouse: Warehouse,
  range: AuditRange,
): Promise<ReadonlyMap<string, { made: ReadonlySet<string>; failed: readonly string[] }>> {
  const day = 'CAST(partition_date AS STRING)';
  const rows = await warehouse.query<Held>(
    `SELECT table_name, STRING_AGG(${day}, ',') AS made,
       COALESCE(STRING_AGG(CASE WHEN status = 'failed' THEN ${day} END, ','), '') AS failed
     FROM ${PARTITIONS} WHERE code_hash IS NOT NULL AND ${inRangeSql('partition_date', range, warehouse.dialect)} GROUP BY table_name`,
  );
  const list = (text: string) => text.split(',').filter((date) => date !== '');
  return new Map(rows.map((row) => [row.table_name, { made: new Set(list(row.made)), failed: list(row.failed) }]));
}

/**
 * Dates with fewer than half of the entities that the schedule leads to expect: of tables over games as many per game (of
 * played games alone, per game that is due) as the season's median date, of others all entities of the partition, each of which ends as a row or a failure record.
 */
async function lowDates(
  warehouse: Warehouse,
  range: AuditRange,
  tables: readonly TableDefinition[],
): Promise<ReadonlyMap<string, readonly LowDate[]>> {
  const d = warehouse.dialect;
  if (tables.length === 0) return new Map();
  const names = d.relation({
    table_name: { type: 'string', values: tables.map((table) => table.name) },
    per_game: { type: 'boolean', values: tables.map((table) => String(perGame(table))) },
    pregame: { type: 'boolean', values: tables.map((table) => String(table.pregame)) },
  });
  const rows = await warehouse.query<LowRow>(
    `WITH games AS (SELECT g.game_date, COUNT(*) AS n, COUNT(u.game_id) AS due FROM ${GAMES} g LEFT JOIN ${DUE_GAMES} u ON u.game_id = g.game_id
      WHERE g.is_counting AND g.is_expected GROUP BY g.game_date),
    sizes AS (SELECT p.table_name, p.partition_date, p.season, t.per_game,
        CASE WHEN t.pregame THEN g.n ELSE g.due END AS games, p.row_count + p.failure_count AS entities,
        p.row_count + p.failed_insufficient_data + p.failed_player_dnp AS accounted
      FROM ${PARTITIONS} p JOIN (${names}) t ON t.table_name = p.table_name
      LEFT JOIN games g ON g.game_date = p.partition_date WHERE p.status <> 'failed'),
    medians AS (SELECT table_name, season, ${d.medianOver('entities / games', 'table_name, season')} AS usual
      FROM sizes WHERE per_game AND games > 0),
    usual AS (SELECT table_name, season, MAX(usual) AS per_game FROM medians GROUP BY table_name, season),
    due AS (SELECT s.table_name, s.partition_date, s.accounted,
        GREATEST(s.entities, CASE WHEN s.per_game AND s.games > 0 THEN CAST(ROUND(u.per_game * s.games) AS INT64) ELSE s.entities END) AS expected
      FROM sizes s LEFT JOIN usual u ON u.table_name = s.table_name AND u.season = s.season)
    SELECT table_name, partition_date AS day, accounted, expected FROM due
    WHERE accounted * 2 < expected AND ${inRangeSql('partition_date', range, d)} ORDER BY 1, 2`,
  );
  const out = new Map<string, LowDate[]>();
  for (const { table_name, day, accounted, expected } of rows) {
    const list = out.get(table_name) ?? [];
    list.push({ date: day, accounted, expected });
    out.set(table_name, list);
  }
  return out;
}
