import type { Effects } from '../../effects.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { PlatformError } from '../../errors.js';
import { Calendar } from '../../ledger/calendar.js';
import { makeJob } from '../../ledger/checkpoint.js';
import { codeHashOf } from '../../ledger/code-hash.js';
import { LedgerState } from '../../ledger/ledger-state.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import { partitionStates } from '../../ledger/staleness.js';
import { type Needs, needsOf } from '../../plan/needs.js';
import { selectDates } from '../../plan/selection.js';
import { runBackfill } from '../../run/run.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import { comparePartition } from './compare.js';
import { nightOf } from './fates.js';
import type { DateAudit, Leak, LeakageReport } from './report.js';
import { Scratch } from './scratch.js';

export interface LeakageOptions {
  /** Dates D to audit, of any season. */
  readonly dates: readonly string[];
  /** Makes games, players and the like again from the raw tables in use. */
  readonly rebuildReference?: (warehouse: Warehouse) => Promise<void>;
  readonly onDate?: (audit: DateAudit) => void;
}

/** More than any season has: one batch, so that a date's successors are in the same statement as in a long backfill. */
const ONE_BATCH = 1000;

/**
 * In a scratch copy: changes everything that happened on D and later, adds news and quotes about D that become known after
 * its games, makes the pre-game tables of D again from the raw rows, and demands the same rows. D is made together with the
 * next date, because a window that looks too far shows only when later games are within reach. The warehouse itself is only
 * read. Dates of one season share a scratch copy, in ascending order: what lies before the first date is made once, compared,
 * and kept, since it has been shown not to depend on what follows.
 * Errors: NO_SCHEDULE, and those of the engine.
 */
export async function leakageReport(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  options: LeakageOptions,
): Promise<LeakageReport> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const seasons = new Map<string, string[]>();
  for (const date of [...new Set(options.dates)].sort()) {
    const { season } = calendar.batchDate(date);
    seasons.set(season, [...(seasons.get(season) ?? []), date]);
  }
  const audits: DateAudit[] = [];
  for (const dates of seasons.values()) {
    const { season_start: start, season_end: end } = calendar.batchDate(dates[0]!);
    const judged = await unjudgeable(warehouse, graph, calendar, dates);
    const scratch = await Scratch.create(warehouse, graph, { start, end });
    try {
      for (const date of dates) {
        const why = judged.get(date);
        const audit =
          why === undefined
            ? await auditDate(warehouse, graph, effects, options, scratch, calendar, date)
            : { date, compared: {}, leaks: [], not_audited: why, seconds: 0 };
        audits.push(audit);
        options.onDate?.(audit);
      }
    } finally {
      await scratch.close();
    }
  }
  return {
    dates: audits,
    finding_count: audits.filter((audit) => audit.leaks.length > 0 || audit.not_audited !== null).length,
  };
}

/** Dates of a season chosen without randomness: by the hash of the date, so that a sample is the same on every run. */
export async function sampleDates(warehouse: Warehouse, season: string, n: number): Promise<readonly string[]> {
  const rows = await warehouse.query<{ day: string }>(
    `SELECT day FROM (SELECT DISTINCT game_date AS day FROM ${GAMES} WHERE is_counting AND is_expected AND season = ?) g
     WHERE EXISTS (SELECT 1 FROM ${PARTITIONS} p WHERE p.partition_date = g.day AND p.code_hash IS NOT NULL)
     ORDER BY ${warehouse.dialect.md5('CAST(day AS STRING)')}, day LIMIT ${Math.max(0, Math.trunc(n))}`,
    [season],
  );
  if (rows.length === 0) {
    throw new PlatformError(
      'NOT_FOUND',
      `Season ${season} has no partitions to audit.`,
      'Run "nba-props backfill" for it first, or pass another --season.',
    );
  }
  return rows.map((row) => row.day).sort();
}

/** Dates whose partitions, or those they are made of, are missing or stale: differences would not be leaks. */
async function unjudgeable(
  warehouse: Warehouse,
  graph: TableGraph,
  calendar: Calendar,
  dates: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const out = new Map<string, string>();
  const pregame = graph.ordered.filter((table) => table.pregame);
  const ledger = await LedgerState.load(warehouse);
  const needs = needsOf(selectDates(pregame, dates), graph, calendar, true);
  for (const table of graph.ordered) {
    const codeHash = codeHashOf(table, graph.get, warehouse.dialect);
    const states = partitionStates(ledger, calendar, table, codeHash, needs.get(table.name) ?? []);
    for (const state of states) {
      if (state.reason === null) continue;
      for (const date of dates) {
        const concerns = table.pregame ? state.date === date : state.date <= date;
        if (concerns && !out.has(date))
          out.set(date, `${table.name} ${state.date}: ${state.reason}; run backfill first`);
      }
    }
  }
  return out;
}

async function auditDate(
  warehouse: Warehouse,
  graph: TableGraph,
  effects: Effects,
  options: LeakageOptions,
  scratch: Scratch,
  calendar: Calendar,
  date: string,
): Promise<DateAudit> {
  const started = effects.now().getTime();
  const tables = graph.ordered.filter((table) => table.pregame);
  await scratch.spoilFrom(date);
  await scratch.use();
  try {
    await options.rebuildReference?.(warehouse);
    const season = calendar.batchDate(date).season;
    const next = calendar.gameDates.find((day) => day > date && calendar.batchDate(day).season === season);
    const selection = selectDates(tables, next === undefined ? [date] : [date, next]);
    await runBackfill(warehouse, graph, effects, {
      selection,
      job: makeJob('audit leakage', ['all'], date, date),
      runId: 'leakage',
      batchDays: ONE_BATCH,
      force: true,
      mode: 'force',
    });
    const compared: Record<string, number> = {};
    const leaks: Leak[] = await upstreamLeaks(
      warehouse,
      graph,
      date,
      scratch.original,
      needsOf(selection, graph, calendar, true),
    );
    for (const table of tables) {
      const result = await comparePartition(warehouse, table, date, scratch.original, nightOf(date, warehouse.dialect));
      compared[table.name] = result.compared;
      leaks.push(...result.leaks);
    }
    const seconds = (effects.now().getTime() - started) / 1000;
    return { date, compared, leaks, not_audited: null, seconds };
  } finally {
    await scratch.leave();
  }
}

/**
 * Compares the partitions of earlier dates that the partitions of D read with those of the warehouse: they must be equal. Reports the
 * columns that differ in the first one that is not.
 */
async function upstreamLeaks(
  warehouse: Warehouse,
  graph: TableGraph,
  date: string,
  original: string,
  needs: Needs,
): Promise<Leak[]> {
  const rows = await warehouse.query<{ table_name: string; day: string }>(
    `SELECT b.table_name, b.partition_date AS day FROM ${PARTITIONS} b
     JOIN ${original}.${PARTITIONS} a ON a.table_name = b.table_name AND a.partition_date = b.partition_date
     WHERE b.code_hash IS NOT NULL AND b.partition_date < ? AND a.content_hash IS DISTINCT FROM b.content_hash
     ORDER BY 1, 2`,
    [date],
  );
  const night = nightOf(date, warehouse.dialect);
  const leaks: Leak[] = [];
  for (const table of graph.ordered) {
    // Pre-game partitions of an earlier sample were made with their own date changed, so rows that exist for labels differ without a leak.
    if (table.pregame) continue;
    const needed = new Set(needs.get(table.name));
    const day = rows.find((row) => row.table_name === table.name && needed.has(row.day))?.day;
    if (day === undefined) continue;
    leaks.push(...(await comparePartition(warehouse, table, day, original, night)).leaks);
  }
  return leaks;
}
