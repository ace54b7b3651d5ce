import { requireCapability } from '../../engine/capabilities.js';
import type { ScratchCopy, Warehouse } from '../../engine/warehouse.js';
import { PARTITIONS, WRITTEN_BY_RUNS } from '../../ledger/processing-names.js';
import { RAW_BOOKKEEPING } from '../../raw/raw-table.js';
import { RAW_TABLES } from '../../raw/raw-tables.js';
import { historyOf } from '../../raw/store/history.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import { eraSql } from './scramble.js';

/** Every schema of the platform begins so; a warehouse file may hold others of its user. */
const OWN_SCHEMAS = 'nba_';

/**
 * A scratch copy of the warehouse: the same raw tables, changed from a date on, and empty derived tables. While it is in
 * use, every unqualified name means the scratch copy.
 */
export class Scratch {
  private date: string | null = null;

  private constructor(
    private readonly warehouse: Warehouse,
    private readonly copy: ScratchCopy,
    private readonly season: { readonly start: string; readonly end: string },
    /** Raw rows of so many days before the season are read, too. */
    private readonly daysBefore: number,
  ) {}

  /** Makes every table of the warehouse in the copy; raw and derived ones stay empty. */
  static async create(
    warehouse: Warehouse,
    graph: TableGraph,
    season: { readonly start: string; readonly end: string },
  ): Promise<Scratch> {
    requireCapability(warehouse, 'scratch');
    const raw = new Set(RAW_TABLES.flatMap((table) => [table.name, historyOf(table)]));
    const empty = (name: string) => raw.has(name) || graph.get(name) !== undefined || WRITTEN_BY_RUNS.includes(name);
    const copy = await warehouse.scratch((name) =>
      name.startsWith(OWN_SCHEMAS) ? (empty(name) ? 'columns' : 'rows') : null,
    );
    return new Scratch(warehouse, copy, season, longestWindow(graph));
  }

  /** Where the untouched tables are. */
  get original(): string {
    return this.copy.original;
  }

  use(): Promise<void> {
    return this.copy.use();
  }

  leave(): Promise<void> {
    return this.copy.leave();
  }

  close(): Promise<void> {
    return this.copy.close();
  }

  /** Makes the raw tables what they would be if all that happened on `date` and later had happened otherwise. */
  async spoilFrom(date: string): Promise<void> {
    const d = this.warehouse.dialect;
    const from = this.date;
    const on = (low: string, high: string | null) =>
      `ledger_date >= ${d.date(low)}${high === null ? '' : ` AND ledger_date < ${d.date(high)}`}`;
    const after = `ledger_date > ${d.date(date)} AND ledger_date <= ${d.date(this.season.end)}`;
    for (const raw of RAW_TABLES) {
      const target = `${this.copy.name}.${raw.name}`;
      const columns = [...RAW_BOOKKEEPING, ...raw.columns].map((column) => column.name).join(', ');
      const insert = (sql: string) => this.warehouse.execute(`INSERT INTO ${target} (${columns}) ${sql}`);
      const start = d.addDays(d.date(this.season.start), -this.daysBefore);
      if (from === null) {
        await insert(
          eraSql(raw, 'before', `ledger_date >= ${start} AND ledger_date < ${d.date(date)}`, this.copy.original, d),
        );
        await insert(eraSql(raw, 'later', after, this.copy.original, d));
      } else {
        const day = 'column' in raw.dateFrom ? raw.dateFrom.column : null;
        const range = `BETWEEN ${d.date(from)} AND ${d.date(date)}`;
        await this.warehouse.execute(
          day === null
            ? `DELETE FROM ${target} WHERE game_id IN (SELECT game_id FROM ${this.copy.original}.${GAMES} WHERE game_date ${range})`
            : `DELETE FROM ${target} WHERE ${day} ${range}`,
        );
        await insert(eraSql(raw, 'before', on(from, date), this.copy.original, d));
      }
      await insert(eraSql(raw, 'own', `ledger_date = ${d.date(date)}`, this.copy.original, d));
    }
    await this.markLedger(date);
    this.date = date;
  }

  /** Raw partitions of D and later are other ones now: the engine sees their inputs as changed. */
  private async markLedger(date: string): Promise<void> {
    const d = this.warehouse.dialect;
    const names = RAW_TABLES.map((raw) => d.text(raw.name)).join(', ');
    const ledger = `${this.copy.name}.${PARTITIONS}`;
    const others = `SELECT 1 FROM ${ledger} k WHERE k.table_name = p.table_name AND k.partition_date = p.partition_date`;
    await this.warehouse.execute(`DELETE FROM ${ledger} WHERE table_name IN (${names})`);
    await this.warehouse.execute(`INSERT INTO ${ledger} SELECT p.* REPLACE (
        CASE WHEN partition_date > ${d.date(date)} THEN content_hash || ' later' WHEN partition_date = ${d.date(date)} THEN content_hash || ' own'
          ELSE content_hash END AS content_hash)
      FROM ${this.copy.original}.${PARTITIONS} p WHERE code_hash IS NULL AND NOT EXISTS (${others})`);
  }
}

/** The longest window over days that any table declares; names of players are looked up over a year. */
function longestWindow(graph: TableGraph): number {
  const windows = graph.ordered.flatMap((table) => table.reads.flatMap((read) => read.windows));
  return Math.max(0, ...windows.map((window) => (window.kind === 'days_before' ? window.days : 0)));
}
