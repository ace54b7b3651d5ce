import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { createTableSql, createTablesSql, type StoredTable } from '../../src/engine/stored-table.js';
import type { Row, Value, Warehouse } from '../../src/engine/warehouse.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { fillBatchDates } from '../../src/run/batch-dates.js';
import { storedAs, type TableDefinition } from '../../src/tables/definition.js';
import { WHOLE_COLUMNS } from '../../src/tables/reference/build/game-state-columns.js';

type Cells = Readonly<Record<string, Value>>;

/** Columns of nba_reference.games that definitions read. */
const GAMES = `CREATE TABLE nba_reference.games (game_id VARCHAR, game_date DATE, tipoff_at TIMESTAMP, season VARCHAR,
  season_year BIGINT, game_type VARCHAR, is_counting BOOLEAN, is_expected BOOLEAN, is_neutral BOOLEAN, home_abbr VARCHAR,
  away_abbr VARCHAR, latitude DOUBLE, longitude DOUBLE, time_zone VARCHAR, ${WHOLE_COLUMNS.map(({ name, type }) => `${name} ${type}`).join(', ')})`;
const GAME_STATES = 'CREATE VIEW nba_reference.game_states AS SELECT * FROM nba_reference.games';
/** A schedule that was never changed. */
const KNOWN_SCHEDULE = `CREATE VIEW nba_reference.known_schedule AS SELECT game_id, game_date, season, home_abbr, away_abbr,
  game_date AS date_from, game_date AS date_to, TRUE AS is_certain, CAST(NULL AS TIMESTAMP) AS known_from, CAST(NULL AS TIMESTAMP) AS known_to
  FROM nba_reference.games WHERE game_type = 'regular' AND is_expected`;

/** A game of the regular season 2021-22, whole in every source, with what a test says of it. */
export const game = (cells: Cells): Cells => ({
  season: '2021-22',
  season_year: 2021,
  game_type: 'regular',
  is_counting: true,
  is_expected: true,
  is_neutral: false,
  events_source: 'play_by_play',
  events_whole: true,
  box_score_whole: true,
  game_log_whole: true,
  team_log_whole: true,
  ...cells,
});

/**
 * A DuckDB with empty tables of the definitions, into which a test puts the rows it needs, to run one definition's SQL
 * for some dates.
 */
export class Bench {
  private constructor(
    readonly warehouse: Warehouse,
    private readonly tables: readonly TableDefinition[],
  ) {}

  /** @param others empty tables of other kinds that the definitions read */
  static async open(tables: readonly TableDefinition[], others: readonly StoredTable[] = []): Promise<Bench> {
    const warehouse = await openDuckdb({ path: ':memory:', threads: 1 });
    for (const schema of ['nba_reference', 'nba_analytics', 'nba_precompute', 'nba_predictions']) {
      await warehouse.execute(`CREATE SCHEMA ${schema}`);
    }
    for (const sql of createTablesSql(others, warehouse.dialect)) await warehouse.execute(sql);
    await warehouse.execute(GAMES);
    await warehouse.execute(GAME_STATES);
    await warehouse.execute(KNOWN_SCHEDULE);
    for (const table of tables) await warehouse.execute(createTableSql(storedAs(table), warehouse.dialect));
    return new Bench(warehouse, tables);
  }

  /** Puts rows into a table; columns not named are NULL, lists empty. */
  async put(table: string, rows: readonly Cells[]): Promise<void> {
    const definition = this.tables.find((t) => t.name === table);
    const lists = (definition?.columns ?? [])
      .filter((column) => column.type === 'string_list')
      .map((column) => column.name);
    for (const row of rows) {
      const cells: Cells = { ...Object.fromEntries(lists.map((name) => [name, []])), ...row };
      const names = Object.keys(cells);
      await this.warehouse.execute(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => literal(cells[name] ?? null)).join(', ')})`,
      );
    }
  }

  /** Rows and failures that a definition's SQL makes for the dates, ordered by key. */
  async run(
    table: TableDefinition,
    dates: readonly string[],
    season: { readonly from: string; readonly to: string; readonly season?: string } = {
      from: '2021-10-19',
      to: '2022-06-16',
    },
  ): Promise<Row[]> {
    const lookup = (name: string) => this.tables.find((t) => t.name === name);
    await fillBatchDates(
      this.warehouse,
      dates.map((date) => ({
        partition_date: date,
        season: season.season ?? '2021-22',
        season_year: Number((season.season ?? '2021-22').slice(0, 4)),
        season_start: season.from,
        season_end: season.to,
        day_of_season: Math.round((Date.parse(date) - Date.parse(season.from)) / 86_400_000),
      })),
    );
    const { sql } = compileTable(table, lookup, this.warehouse.dialect);
    return this.warehouse.query(`SELECT * FROM (${sql}) q ORDER BY ${table.key.join(', ')}`);
  }

  close(): Promise<void> {
    return this.warehouse.close();
  }
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
