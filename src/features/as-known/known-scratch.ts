import type { ScratchCopy, Warehouse } from '../../engine/warehouse.js';
import { aliasesAt } from '../../ledger/aliases.js';
import { platformScratch } from '../../ledger/platform-scratch.js';
import { RAW_REFRESH } from '../../raw/raw-schema.js';
import { FIRST_FILE_OF, RAW_BOOKKEEPING, type RawTable } from '../../raw/raw-table.js';
import { RAW_TABLES, READ_AS_KNOWN } from '../../raw/raw-tables.js';
import { historyOf } from '../../raw/store/history.js';
import { schedule } from '../../raw/tables/schedule.js';
import type { TableGraph } from '../../tables/graph.js';
import { CONFLICT_VERDICTS, GAMES, PLAYER_ALIASES } from '../../tables/names.js';
import { listedGames } from './listed-games.js';

/**
 * A slate and a cut-off time (ISO, UTC): only what was known by then counts. For a served slate also the last file that the
 * warehouse had: rows of later files are left out, whatever time their source gives.
 */
export interface Moment {
  readonly date: string;
  readonly at: string;
  readonly files?: number | null;
}

interface Knowledge {
  /** SQL timestamp. */
  readonly now: string;
  readonly files: number | null;
}

/**
 * A scratch copy of a season with the raw rows that were current at a time, and empty derived tables. It can be moved forward
 * to later times. While it is in use, unqualified table names mean the copy.
 */
export class KnownScratch {
  private at: string | null = null;

  private constructor(
    private readonly warehouse: Warehouse,
    private readonly copy: ScratchCopy,
    /** First date of which rows are taken: names are looked up over the year before. */
    private readonly first: string,
  ) {}

  /** @param first first date of which raw rows are taken */
  static async create(warehouse: Warehouse, graph: TableGraph, first: string): Promise<KnownScratch> {
    const copy = await platformScratch(warehouse, graph, [CONFLICT_VERDICTS, RAW_REFRESH, PLAYER_ALIASES]);
    return new KnownScratch(warehouse, copy, first);
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

  /** Sets the raw tables to what was known at a time; times must not go back. */
  async bringTo({ date, at, files = null }: Moment): Promise<void> {
    const { dialect: d } = this.warehouse;
    const now = d.cast(d.text(at), 'timestamp');
    const before = this.at === null ? null : d.cast(d.text(this.at), 'timestamp');
    for (const raw of RAW_TABLES) await this.fill(raw, { now, files }, before);
    const [target, verdicts] = [`${this.copy.name}.${CONFLICT_VERDICTS}`, `${this.original}.${CONFLICT_VERDICTS}`];
    await this.warehouse.execute(`DELETE FROM ${target} WHERE TRUE`);
    await this.warehouse.execute(`INSERT INTO ${target} SELECT * FROM ${verdicts} WHERE accepted_at <= ${now}`);
    const aliases = `${this.copy.name}.${PLAYER_ALIASES}`;
    await this.warehouse.execute(`DELETE FROM ${aliases} WHERE TRUE`);
    await this.warehouse.execute(
      `INSERT INTO ${aliases} (player_lookup, player_id, note) ${aliasesAt(now, (table) => `${this.original}.${table}`)}`,
    );
    await this.warehouse.execute(`DELETE FROM ${this.copy.name}.${RAW_REFRESH} WHERE TRUE`);
    const past =
      files === null ? `t.known_to <= ${now}` : `${FIRST_FILE_OF} <= ${files} AND t.superseded_by <= ${files}`;
    for (const raw of READ_AS_KNOWN) {
      const history = historyOf(raw);
      await this.warehouse.execute(`DELETE FROM ${this.copy.name}.${history} WHERE TRUE`);
      await this.warehouse.execute(
        `INSERT INTO ${this.copy.name}.${history} SELECT t.* FROM ${this.original}.${history} t WHERE ${past} AND ${this.inReach(raw)}`,
      );
    }
    const listed = files === null ? listedGames(this.copy.name, this.original, { date, now }, d) : [];
    for (const statement of listed) await this.warehouse.execute(statement);
    this.at = files === null ? at : null;
  }

  /** Adds rows that became known since the last time; a table with replaced rows is filled anew. */
  private async fill(raw: RawTable, { now, files }: Knowledge, before: string | null): Promise<void> {
    const target = `${this.copy.name}.${raw.name}`;
    const columns = [...RAW_BOOKKEEPING, ...raw.columns].map(({ name }) => name);
    const [standing, history] = [`${this.original}.${raw.name}`, `${this.original}.${historyOf(raw)}`];
    const insert = (from: string, when: string) =>
      this.warehouse.execute(`INSERT INTO ${target} (${columns.join(', ')})
        SELECT ${columns.map((name) => `t.${name}`).join(', ')} FROM ${from} t WHERE ${when} AND ${this.inReach(raw)}`);
    const clear = () => this.warehouse.execute(`DELETE FROM ${target} WHERE TRUE`);
    if (files !== null) {
      await clear();
      await insert(standing, `${FIRST_FILE_OF} <= ${files}`);
      return insert(history, `${FIRST_FILE_OF} <= ${files} AND t.superseded_by > ${files}`);
    }
    const since = before ?? this.warehouse.dialect.cast("'1900-01-01'", 'timestamp');
    const [changed] = await this.warehouse.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${history} t WHERE t.known_from < t.known_to AND t.known_from <= ${now} AND t.known_to > ${since}`,
    );
    // The schedule may hold games that listedGames added for an earlier time.
    const anew = before === null || raw.name === schedule.name || (changed?.n ?? 0) > 0;
    if (!anew) return insert(standing, `t.known_at > ${since} AND t.known_at <= ${now}`);
    await clear();
    await insert(standing, `t.known_at <= ${now}`);
    if ((changed?.n ?? 0) > 0) await insert(history, `t.known_from <= ${now} AND ${now} < t.known_to`);
  }

  private inReach({ dateFrom, role }: RawTable): string {
    if (role === 'player_info') return 'TRUE';
    const first = this.warehouse.dialect.date(this.first);
    return 'column' in dateFrom
      ? `(t.${dateFrom.column} IS NULL OR t.${dateFrom.column} >= ${first})`
      : `t.${dateFrom.game} IN (SELECT g.game_id FROM ${this.original}.${GAMES} g WHERE g.game_date >= ${first})`;
  }
}
