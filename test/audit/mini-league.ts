import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { createTableSql, createTablesSql } from '../../src/engine/stored-table.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { makeJob } from '../../src/ledger/checkpoint.js';
import { PROCESSING_TABLES, UNRESOLVED_NAMES_SQL } from '../../src/ledger/processing-schema.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { RAW_BOOKKEEPING } from '../../src/raw/raw-table.js';
import { RAW_TABLES } from '../../src/raw/raw-tables.js';
import { runBackfill } from '../../src/run/run.js';
import type { BackfillOptions } from '../../src/run/run-context.js';
import type { BackfillReport } from '../../src/run/run-report.js';
import { storedAs, type TableDefinition } from '../../src/tables/definition.js';
import { buildGraph, type TableGraph } from '../../src/tables/graph.js';
import { BUILT_TABLES } from '../../src/tables/reference/build/index.js';
import { MINI_TABLES } from './mini-tables.js';

export const SEASON = '2021-22';
const TEAMS = ['ATL', 'BOS', 'CHI', 'DAL'] as const;
const PAIRINGS = [
  ['ATL', 'BOS', 'CHI', 'DAL'],
  ['CHI', 'ATL', 'DAL', 'BOS'],
  ['ATL', 'DAL', 'BOS', 'CHI'],
] as const;

/** Twelve dates, every other day from 2021-11-01, two games each. */
export const DATES = Array.from({ length: 12 }, (_, i) =>
  new Date(Date.UTC(2021, 10, 1 + 2 * i)).toISOString().slice(0, 10),
);

/** effects with a clock that ticks a second at each look. */
export function testEffects() {
  let ticks = 0;
  const out: string[] = [];
  return {
    out,
    stdout: (text: string) => void out.push(text),
    stderr: () => undefined,
    now: () => new Date(Date.UTC(2022, 0, 1) + 1000 * ticks++),
    cwd: () => '/',
    env: () => undefined,
    stderrIsTerminal: false,
    stdoutIsTerminal: false,
    signal: new AbortController().signal,
  };
}

export const gameId = (day: number, n: number) => `00221${String(day * 2 + n + 1).padStart(5, '0')}`;

/** An invented league on a real in-memory engine: schedule, raw rows with a ledger, and three tables over them. */
export class MiniLeague {
  readonly effects = testEffects();

  private constructor(
    readonly warehouse: Warehouse,
    readonly graph: TableGraph,
  ) {}

  static async create(tables: readonly TableDefinition[] = MINI_TABLES, path = ':memory:'): Promise<MiniLeague> {
    const warehouse = await openDuckdb({ path, threads: 1 });
    const league = new MiniLeague(warehouse, buildGraph(tables));
    for (const schema of ['raw', 'reference', 'analytics', 'precompute', 'predictions', 'processing']) {
      await warehouse.execute(`CREATE SCHEMA IF NOT EXISTS nba_${schema}`);
    }
    for (const statement of createTablesSql(PROCESSING_TABLES, warehouse.dialect)) await warehouse.execute(statement);
    await warehouse.execute(UNRESOLVED_NAMES_SQL);
    for (const raw of RAW_TABLES) {
      const columns = [...RAW_BOOKKEEPING, ...raw.columns].map((c) => `${c.name} ${warehouse.dialect.type(c.type)}`);
      await warehouse.execute(`CREATE TABLE ${raw.name} (${columns.join(', ')})`);
    }
    const beside = RAW_STORED.filter(({ name }) => RAW_TABLES.every((raw) => raw.name !== name));
    const others = createTablesSql([...beside, ...BUILT_TABLES], warehouse.dialect);
    for (const statement of others) await warehouse.execute(statement);
    for (const table of tables) await warehouse.execute(createTableSql(storedAs(table), warehouse.dialect));
    await league.fill();
    return league;
  }

  close(): Promise<void> {
    return this.warehouse.close();
  }

  run(options: Partial<BackfillOptions> = {}, from = DATES[0]!, to = DATES.at(-1)!): Promise<BackfillReport> {
    const selection = { tables: this.graph.ordered, from, to };
    return runBackfill(this.warehouse, this.graph, this.effects, {
      selection,
      job: makeJob('backfill', ['all'], from, to),
      runId: 'run',
      batchDays: 31,
      ...options,
    });
  }

  /** A run with other definitions of the same tables, as after a change of code. */
  runWith(
    tables: readonly TableDefinition[],
    runId: string,
    options: Partial<BackfillOptions> = {},
  ): Promise<BackfillReport> {
    const graph = buildGraph(tables);
    const [from, to] = [DATES[0]!, DATES.at(-1)!];
    return runBackfill(this.warehouse, graph, this.effects, {
      selection: { tables: graph.ordered, from, to },
      job: makeJob('backfill', ['all'], from, to),
      runId,
      batchDays: 31,
      ...options,
    });
  }

  /** Raw rows changed: the raw ledger follows, as ingest would do it. */
  async refreshLedger(): Promise<void> {
    await this.warehouse.execute(`CREATE OR REPLACE TEMP TABLE raw_before AS SELECT * FROM nba_processing.partitions WHERE table_name LIKE 'nba_raw.%';
      SET VARIABLE next_version = (SELECT COALESCE(MAX(content_version), 0) + 1 FROM nba_processing.partitions);
      DELETE FROM nba_processing.partitions WHERE table_name LIKE 'nba_raw.%'`);
    for (const raw of RAW_TABLES) {
      const dated =
        'column' in raw.dateFrom
          ? `SELECT ${raw.dateFrom.column} AS day, t.* FROM ${raw.name} t`
          : `SELECT g.game_date AS day, t.* FROM ${raw.name} t JOIN nba_reference.games g USING (game_id)`;
      await this.warehouse.execute(`INSERT INTO nba_processing.partitions (table_name, partition_date, season, status, row_count, content_hash)
        SELECT '${raw.name}', day, '${SEASON}', 'complete', COUNT(*),
          COUNT(*) || ':' || SUM(CAST(md5_number_lower(CAST(x AS VARCHAR)) AS HUGEINT)) FROM (${dated}) x GROUP BY day`);
    }
    await this.warehouse.execute(`UPDATE nba_processing.partitions SET content_version = COALESCE((SELECT b.content_version FROM raw_before b
        WHERE b.table_name = partitions.table_name AND b.partition_date = partitions.partition_date AND b.content_hash = partitions.content_hash),
        getvariable('next_version')) WHERE table_name LIKE 'nba_raw.%'`);
  }

  /** Points are 90 + a number of team and day, paint attempts 30 + another: they vary and are known by hand. */
  private async fill(): Promise<void> {
    const games: string[] = [];
    const boxes: string[] = [];
    const events: string[] = [];
    DATES.forEach((date, day) => {
      const [homeA, awayA, homeB, awayB] = PAIRINGS[day % 3]!;
      for (const [n, [home, away]] of [
        [homeA, awayA],
        [homeB, awayB],
      ].entries()) {
        const id = gameId(day, n);
        games.push(`('${id}', DATE '${date}', TIMESTAMP '${date} 23:30:00', '${home}', '${away}')`);
        events.push(`('${id}', 1)`);
        for (const [own, other, isHome] of [
          [home, away, true],
          [away, home, false],
        ] as const) {
          const { points, paint } = miniBox(day, own!);
          boxes.push(`('${id}', DATE '${date}', '${own}', '${other}', ${isHome}, ${points}, ${paint})`);
        }
      }
    });
    await this.warehouse.execute(`
      INSERT INTO nba_reference.games BY NAME SELECT game_id, game_date, tipoff_at, '${SEASON}' AS season, 2021 AS season_year, 'regular' AS game_type,
        TRUE AS is_counting, TRUE AS is_expected, home AS home_abbr, away AS away_abbr, FALSE AS is_neutral,
        40e0 AS latitude, -75e0 AS longitude, 'America/New_York' AS time_zone, 'final' AS status
      FROM (VALUES ${games.join(', ')}) v(game_id, game_date, tipoff_at, home, away);
      INSERT INTO nba_reference.due_games BY NAME SELECT game_id, game_date, season FROM nba_reference.games;
      INSERT INTO nba_raw.nbac_schedule BY NAME SELECT game_id, game_date, tipoff_at, home_abbr, away_abbr, 'final' AS status, 100 AS home_score, 99 AS away_score FROM nba_reference.games;
      INSERT INTO nba_raw.nbac_team_boxscores BY NAME SELECT 1 AS file_id, 1 AS source_row, 1 AS row_hash, * FROM
        (VALUES ${boxes.join(', ')}) v(game_id, game_date, team_abbr, opponent_abbr, is_home, points, fg_attempts);
      INSERT INTO nba_raw.nbac_play_by_play BY NAME SELECT 1 AS file_id, 1 AS source_row, 1 AS row_hash, * FROM (VALUES ${events.join(', ')}) v(game_id, event_index);
      INSERT INTO nba_raw.odds_game_lines BY NAME SELECT 1 AS file_id, 1 AS source_row, 1 AS row_hash, b.game_date, b.team_abbr, b.opponent_abbr, b.is_home, 'book' AS book,
        'quote' AS line_kind, g.tipoff_at - INTERVAL 1 HOUR AS quoted_at, CAST(b.points - 100 AS DOUBLE) AS spread, 200e0 AS total
        FROM nba_raw.nbac_team_boxscores b JOIN nba_reference.games g USING (game_id);
      INSERT INTO nba_raw.odds_game_lines BY NAME SELECT 1 AS file_id, 2 AS source_row, 2 AS row_hash, b.game_date, b.team_abbr, b.opponent_abbr, b.is_home, 'book' AS book,
        'quote' AS line_kind, g.tipoff_at + INTERVAL 1 HOUR AS quoted_at, CAST(b.points - 90 AS DOUBLE) AS spread, 200e0 AS total
        FROM nba_raw.nbac_team_boxscores b JOIN nba_reference.games g USING (game_id)`);
    await this.warehouse.execute(`INSERT INTO nba_processing.partitions (table_name, partition_date, season, status, row_count, content_hash)
      SELECT 'nba_reference.games', game_date, season, 'complete', COUNT(*), 'schedule' FROM nba_reference.games GROUP BY ALL`);
    await this.refreshLedger();
  }
}

/** The invented box of a team on the n-th date. */
function miniBox(day: number, team: string): { readonly points: number; readonly paint: number } {
  const t = TEAMS.indexOf(team as (typeof TEAMS)[number]);
  return { points: 90 + ((7 * t + 5 * day) % 31), paint: 30 + ((3 * t + 2 * day) % 11) };
}
