import type { ScratchCopy, Warehouse } from '../../engine/warehouse.js';
import { platformScratch } from '../../ledger/platform-scratch.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import { RAW_BOOKKEEPING, type RawTable } from '../../raw/raw-table.js';
import { RAW_TABLES, READ_AS_KNOWN } from '../../raw/raw-tables.js';
import { historyOf } from '../../raw/store/history.js';
import { RAW_INJURIES } from '../../raw/tables/injuries.js';
import type { TableGraph } from '../../tables/graph.js';
import { GAMES } from '../../tables/names.js';
import { INJURY_NEWS_DAYS } from '../../tables/windows/expected-players.js';
import { FATES, fatesOf, nightOf } from './fates.js';
import { type Era, eraSql, PLANTED_FILE, plantedSql } from './scramble.js';

/** Tables whose rows may become known later than the dates they speak of. */
const LATE_TABLES = READ_AS_KNOWN.filter(({ role }) => role !== 'schedule' && role !== 'player_info');

/**
 * A scratch copy of the warehouse: the same raw tables, changed from a date on, and empty derived tables. While it is in
 * use, every unqualified name means the scratch copy.
 */
export class Scratch {
  private date: string | null = null;
  /** Ids of later games whose date is changed, for that date. */
  private fated: readonly string[] = [];

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
    const copy = await platformScratch(warehouse, graph);
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
    const start = d.addDays(d.date(this.season.start), -this.daysBefore);
    const before = `ledger_date >= ${from === null ? start : d.date(from)} AND ledger_date < ${d.date(date)}`;
    const fated = await this.foresee(date);
    for (const raw of LATE_TABLES)
      await this.warehouse.execute(`DELETE FROM ${this.copy.name}.${raw.name} WHERE file_id = ${PLANTED_FILE}`);
    for (const raw of RAW_TABLES) {
      if (from === null) await this.insert(raw, 'later', this.after(date));
      else {
        const day = 'column' in raw.dateFrom ? raw.dateFrom.column : null;
        const range = `BETWEEN ${d.date(from)} AND ${d.date(date)}`;
        await this.warehouse.execute(
          day === null
            ? `DELETE FROM ${this.copy.name}.${raw.name} WHERE game_id IN (SELECT game_id FROM ${this.copy.original}.${GAMES} WHERE game_date ${range})`
            : `DELETE FROM ${this.copy.name}.${raw.name} WHERE ${day} ${range}`,
        );
      }
      await this.insert(raw, 'before', before);
      await this.insert(raw, 'own', `ledger_date = ${d.date(date)}`);
      if (from !== null && fated.length > 0 && raw.namesGames !== undefined) await this.redate(raw, date, start, fated);
    }
    for (const raw of LATE_TABLES) await this.plant(raw, date);
    await this.keepHistory(date);
    await this.markLedger(date);
    this.date = date;
  }

  private async insert(raw: RawTable, era: Era, condition: string): Promise<void> {
    const columns = [...RAW_BOOKKEEPING, ...raw.columns].map((column) => column.name).join(', ');
    const rows = eraSql(raw, era, condition, this.copy.original, this.warehouse.dialect);
    await this.warehouse.execute(`INSERT INTO ${this.copy.name}.${raw.name} (${columns}) ${rows}`);
  }

  private after(date: string): string {
    const d = this.warehouse.dialect;
    return `ledger_date > ${d.date(date)} AND ledger_date <= ${d.date(this.season.end)}`;
  }

  /** Fills the table of later games whose date is changed. Returns the ids of now and of the date before. */
  private async foresee(date: string): Promise<readonly string[]> {
    const { dialect: d } = this.warehouse;
    const fates = await fatesOf(this.warehouse, this.copy.original, this.season, date);
    await this.warehouse.execute(
      `CREATE OR REPLACE TEMP TABLE ${FATES} (game_id ${d.type('string')}, first_date ${d.type('date')}, night ${d.type('timestamp')})`,
    );
    const rows = fates.map(
      ({ game_id, first_date }) =>
        `(${d.text(game_id)}, ${first_date === null ? 'NULL' : d.date(first_date)}, ${nightOf(date, d)})`,
    );
    if (rows.length > 0) await this.warehouse.execute(`INSERT INTO ${FATES} VALUES ${rows.join(', ')}`);
    const ids = new Set([...this.fated, ...fates.map(({ game_id }) => game_id)]);
    this.fated = fates.map(({ game_id }) => game_id);
    return [...ids];
  }

  /** Rewrites the rows of games whose date is changed now, or was for the date before. */
  private async redate(raw: RawTable, date: string, start: string, ids: readonly string[]): Promise<void> {
    const d = this.warehouse.dialect;
    const these = `game_id IN (${ids.map((id) => d.text(id)).join(', ')})`;
    await this.warehouse.execute(`DELETE FROM ${this.copy.name}.${raw.name} WHERE ${these}`);
    await this.insert(raw, 'before', `ledger_date >= ${start} AND ledger_date < ${d.date(date)} AND t.${these}`);
    await this.insert(raw, 'own', `ledger_date = ${d.date(date)} AND t.${these}`);
    await this.insert(raw, 'later', `${this.after(date)} AND t.${these}`);
  }

  /** Plants news of the days before and of `date`, and quotes of it, that are known after its games. */
  private async plant(raw: RawTable, date: string): Promise<void> {
    const d = this.warehouse.dialect;
    const columns = [...RAW_BOOKKEEPING, ...raw.columns].map((column) => column.name).join(', ');
    const dates = `ledger_date BETWEEN ${this.plantedFrom(raw, date)} AND ${d.date(date)}`;
    const rows = plantedSql(raw, dates, this.copy.original, nightOf(date, d), d);
    await this.warehouse.execute(`INSERT INTO ${this.copy.name}.${raw.name} (${columns}) ${rows}`);
  }

  /** SQL: first date of planted rows. Lists count for later games, quotes and reports for those of their date. */
  private plantedFrom({ name }: RawTable, date: string): string {
    const d = this.warehouse.dialect;
    return name === RAW_INJURIES ? d.addDays(d.date(date), -INJURY_NEWS_DAYS) : d.date(date);
  }

  /** Keeps only versions known before the end of `date`. */
  private async keepHistory(date: string): Promise<void> {
    const d = this.warehouse.dialect;
    for (const raw of READ_AS_KNOWN) {
      const history = historyOf(raw);
      await this.warehouse.execute(`DELETE FROM ${this.copy.name}.${history} WHERE TRUE`);
      await this.warehouse.execute(`INSERT INTO ${this.copy.name}.${history} SELECT * FROM ${this.copy.original}.${history}
        WHERE known_from < ${nightOf(date, d)}`);
    }
  }

  /** Raw partitions of D and later are other ones now, and those with planted rows: the engine sees their inputs as changed. */
  private async markLedger(date: string): Promise<void> {
    const d = this.warehouse.dialect;
    const names = RAW_TABLES.map((raw) => d.text(raw.name)).join(', ');
    const ledger = `${this.copy.name}.${PARTITIONS}`;
    const others = `SELECT 1 FROM ${ledger} k WHERE k.table_name = p.table_name AND k.partition_date = p.partition_date`;
    const planted = LATE_TABLES.map(
      (raw) => `table_name = ${d.text(raw.name)} AND partition_date >= ${this.plantedFrom(raw, date)}`,
    ).join(' OR ');
    await this.warehouse.execute(`DELETE FROM ${ledger} WHERE table_name IN (${names})`);
    await this.warehouse.execute(`INSERT INTO ${ledger} SELECT p.* REPLACE (
        CASE WHEN partition_date > ${d.date(date)} THEN content_hash || ' later' WHEN partition_date = ${d.date(date)} THEN content_hash || ' own'
          WHEN ${planted} THEN content_hash || ' planted for ' || ${d.text(date)} ELSE content_hash END AS content_hash)
      FROM ${this.copy.original}.${PARTITIONS} p WHERE code_hash IS NULL AND NOT EXISTS (${others})`);
  }
}

/** The longest window over days that any table declares; names of players are looked up over a year. */
function longestWindow(graph: TableGraph): number {
  const windows = graph.ordered.flatMap((table) => table.reads.flatMap((read) => read.windows));
  return Math.max(0, ...windows.map((window) => (window.kind === 'days_before' ? window.days : 0)));
}
