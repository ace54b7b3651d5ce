import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Warehouse } from '../../engine/warehouse.js';
import { PARTITIONS, WRITTEN_BY_RUNS } from '../../ledger/processing-names.js';
import { RAW_TABLES } from '../../raw/raw-tables.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import { eraSql } from './scramble.js';

const SCRATCH = 'leakage_scratch';
/** Injury news reaches a year back. */
const NEWS_DAYS = 365;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * A second database file beside the warehouse, attached to the same connection: the same raw tables, spoilt from a date
 * on, and empty derived tables. While it is in use, every unqualified name means the scratch copy.
 */
export class Scratch {
  private date: string | null = null;

  private constructor(
    private readonly warehouse: Warehouse,
    private readonly source: string,
    private readonly folder: string,
    private readonly season: { readonly start: string; readonly end: string },
  ) {}

  /** Attaches the copy and makes every table of the warehouse in it; derived ones stay empty. */
  static async create(
    warehouse: Warehouse,
    graph: TableGraph,
    season: { readonly start: string; readonly end: string },
  ): Promise<Scratch> {
    const rows = await warehouse.query<{ name: string }>('SELECT current_database() AS name');
    const folder = mkdtempSync(join(tmpdir(), 'nba-props-leakage-'));
    const scratch = new Scratch(warehouse, quoted(rows[0]?.name ?? ''), folder, season);
    await warehouse.execute(
      `ATTACH '${join(folder, 'scratch.duckdb').replaceAll("'", "''")}' AS ${SCRATCH} (READ_WRITE)`,
    );
    try {
      await scratch.copyTables(graph);
    } catch (error) {
      await scratch.close();
      throw error;
    }
    return scratch;
  }

  /** Where the untouched tables are. */
  get original(): string {
    return this.source;
  }

  async use(): Promise<void> {
    await this.warehouse.execute(`USE ${SCRATCH}`);
  }

  async leave(): Promise<void> {
    await this.warehouse.execute(`USE ${this.source}`);
  }

  /** Makes the raw tables what they would be if all that happened on `date` and later had happened otherwise. */
  async spoilFrom(date: string): Promise<void> {
    const d = this.warehouse.dialect;
    const from = this.date;
    const on = (low: string, high: string | null) =>
      `ledger_date >= ${d.date(low)}${high === null ? '' : ` AND ledger_date < ${d.date(high)}`}`;
    const after = `ledger_date > ${d.date(date)} AND ledger_date <= ${d.date(this.season.end)}`;
    for (const raw of RAW_TABLES) {
      const target = `${SCRATCH}.${raw.name}`;
      const insert = (sql: string) => this.warehouse.execute(`INSERT INTO ${target} BY NAME ${sql}`);
      const start = `CAST(${d.date(this.season.start)} - ${NEWS_DAYS} AS DATE)`;
      if (from === null) {
        await insert(
          eraSql(raw, 'before', `ledger_date >= ${start} AND ledger_date < ${d.date(date)}`, this.source, d),
        );
        await insert(eraSql(raw, 'later', after, this.source, d));
      } else {
        const day = 'column' in raw.dateFrom ? raw.dateFrom.column : null;
        const range = `BETWEEN ${d.date(from)} AND ${d.date(date)}`;
        await this.warehouse.execute(
          day === null
            ? `DELETE FROM ${target} WHERE game_id IN (SELECT game_id FROM ${this.source}.${GAMES} WHERE game_date ${range})`
            : `DELETE FROM ${target} WHERE ${day} ${range}`,
        );
        await insert(eraSql(raw, 'before', on(from, date), this.source, d));
      }
      await insert(eraSql(raw, 'own', `ledger_date = ${d.date(date)}`, this.source, d));
    }
    await this.markLedger(date);
    this.date = date;
  }

  async close(): Promise<void> {
    await this.leave();
    await this.warehouse.execute(`DETACH ${SCRATCH}`);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async copyTables(graph: TableGraph): Promise<void> {
    const { warehouse, source } = this;
    const tables = await warehouse.query<{ schema: string; name: string }>(
      `SELECT schema_name AS schema, table_name AS name FROM duckdb_tables()
       WHERE database_name = current_database() AND NOT internal AND NOT temporary AND schema_name LIKE 'nba\\_%' ESCAPE '\\' ORDER BY 1, 2`,
    );
    const views = await warehouse.query<{ sql: string }>(
      `SELECT sql FROM duckdb_views() WHERE database_name = current_database() AND NOT internal AND schema_name LIKE 'nba\\_%' ESCAPE '\\' ORDER BY schema_name, view_name`,
    );
    for (const schema of new Set(tables.map((table) => table.schema))) {
      await warehouse.execute(`CREATE SCHEMA IF NOT EXISTS ${SCRATCH}.${schema}`);
    }
    const raw = new Set(RAW_TABLES.map((table) => table.name));
    for (const { schema, name } of tables) {
      const full = `${schema}.${name}`;
      const empty = raw.has(full) || graph.get(full) !== undefined || WRITTEN_BY_RUNS.includes(full);
      await warehouse.execute(
        `CREATE TABLE ${SCRATCH}.${full} AS SELECT * FROM ${source}.${full}${empty ? ' LIMIT 0' : ''}`,
      );
    }
    await this.use();
    for (const view of views) await warehouse.execute(view.sql);
    await this.leave();
  }

  /** Raw partitions of D and later are other ones now: the engine sees their inputs as changed. */
  private async markLedger(date: string): Promise<void> {
    const d = this.warehouse.dialect;
    const names = RAW_TABLES.map((raw) => d.text(raw.name)).join(', ');
    const ledger = `${SCRATCH}.${PARTITIONS}`;
    const others = `SELECT 1 FROM ${ledger} k WHERE k.table_name = p.table_name AND k.partition_date = p.partition_date`;
    await this.warehouse.execute(`DELETE FROM ${ledger} WHERE table_name IN (${names})`);
    await this.warehouse.execute(`INSERT INTO ${ledger} BY NAME SELECT p.* REPLACE (
        CASE WHEN partition_date > ${d.date(date)} THEN content_hash || ' later' WHEN partition_date = ${d.date(date)} THEN content_hash || ' own'
          ELSE content_hash END AS content_hash)
      FROM ${this.source}.${PARTITIONS} p WHERE code_hash IS NULL AND NOT EXISTS (${others})`);
  }
}
