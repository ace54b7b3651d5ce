import type { Warehouse } from '../../engine/warehouse.js';
import type { LedgerState } from '../../ledger/ledger-state.js';
import { rawTablesOf } from '../../raw/raw-tables.js';
import type { TableDefinition } from '../../tables/definition.js';
import { DUE_GAMES, GAMES } from '../../tables/names.js';
import { noneReady, onlyTimeHelps, readinessOfTables, type TableReadiness } from '../readiness/readiness.js';

/** What is to be known of a partition beside its ledger row, to say in one word how it stands. */
export interface Standing {
  /** No game of the date is due yet. */
  readonly ahead: boolean;
  /** And the table is one of played games: there is nothing to put in it. */
  readonly not_played: boolean;
  /** No file brought rows of any kind that the table is made from. */
  readonly no_source: boolean;
  /** Set if the partition has rows and none is ready: `young` if only because too few games have been played, else `unready`. */
  readonly none_ready: 'young' | 'unready' | null;
}

/** Kinds of rows that no season need have. Events, boxes and charts belong to every game: without them it is a gap. */
const OPTIONAL = new Set(rawTablesOf('game_lines', 'prop_lines', 'injury_news').map((table) => table.name));

/** How partitions stand, by the schedule, the raw files and the rows. */
export class Standings {
  private constructor(
    private readonly ledger: LedgerState,
    private readonly readiness: ReadonlyMap<string, TableReadiness>,
    /** Dates with games of which none is due. */
    private readonly ahead: ReadonlySet<string>,
  ) {}

  /**
   * Reads what is needed to judge the partitions of some tables.
   * @param date judge this date only
   */
  static async load(
    warehouse: Warehouse,
    ledger: LedgerState,
    tables: readonly TableDefinition[],
    date?: string,
  ): Promise<Standings> {
    const rows = await warehouse.query<{ day: string }>(
      `SELECT g.game_date AS day FROM ${GAMES} g LEFT JOIN ${DUE_GAMES} u ON u.game_id = g.game_id
       WHERE g.is_counting AND g.is_expected GROUP BY g.game_date HAVING COUNT(u.game_id) = 0`,
    );
    const readiness = await readinessOfTables(warehouse, tables, date);
    return new Standings(ledger, readiness, new Set(rows.map((row) => row.day)));
  }

  of(table: TableDefinition): TableStanding {
    const readiness = this.readiness.get(table.name) ?? null;
    const sources = table.reads.flatMap((read) => (OPTIONAL.has(read.table) ? [this.ledger.dates(read.table)] : []));
    const dates = table.phase === 2 && sources.length > 0 ? new Set(sources.flat()) : null;
    return {
      readiness,
      at: (day) => ({
        ahead: this.ahead.has(day),
        not_played: !table.pregame && this.ahead.has(day),
        no_source: dates !== null && !dates.has(day),
        none_ready: noneReadyAt(readiness, day),
      }),
    };
  }
}

export interface TableStanding {
  /** NULL of a table whose rows are ready once they are there. */
  readonly readiness: TableReadiness | null;
  at(date: string): Standing;
}

function noneReadyAt(readiness: TableReadiness | null, date: string): Standing['none_ready'] {
  const found = readiness?.get(date);
  if (found === undefined || !noneReady(found)) return null;
  return onlyTimeHelps(found) ? 'young' : 'unready';
}
