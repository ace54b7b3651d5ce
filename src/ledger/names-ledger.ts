import type { Dialect } from '../engine/dialect.js';
import type { Warehouse } from '../engine/warehouse.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import type { FileDamage } from '../raw/store/damage.js';
import { historyOf } from '../raw/store/history.js';
import { RAW_BIGDATABALL } from '../raw/tables/bigdataball.js';
import { injuryTransactions } from '../raw/tables/injuries.js';
import { injuryReports } from '../raw/tables/injury-reports.js';
import { RAW_PLAY_BY_PLAY } from '../raw/tables/play-by-play.js';
import { RAW_PLAYER_BOXES } from '../raw/tables/player-boxes.js';
import { RAW_PROP_ODDS } from '../raw/tables/prop-odds.js';
import { BIRTH_DATES, FAMILY_NAMES, GAMES, LEAGUE_ALIASES, NAME_LOOKUPS, PLAYER_ALIASES } from '../tables/names.js';
import { hashOfRows } from './content-hash.js';
import { refreshTable } from './games-ledger.js';
import { explained } from './raw-ledger.js';

/**
 * The rows of the tables of names and of birth dates have no date. The ledger gives each date the rows about the names printed
 * in that date's raw rows and about the players of its games. So a new name or alias makes stale what reads those dates,
 * and nothing else.
 */
const PRINTED = 'printed_names';
const SPELLED = 'spelled_names';

/** Names in every version of the news, superseded ones too: what was believed before a game counts for it. */
const NEWS = [injuryTransactions, injuryReports]
  .flatMap((table) => {
    const day = 'column' in table.dateFrom ? table.dateFrom.column : 'NULL';
    return [table.name, historyOf(table)].map(
      (name) =>
        `SELECT ${day} AS day, player_lookup FROM ${name} WHERE player_lookup IS NOT NULL AND ${day} IS NOT NULL`,
    );
  })
  .join('\n  UNION ALL\n  ');

/**
 * Updates the ledger rows of the tables of names, one per table and date. Must run inside a transaction.
 * @param damaged files whose rows are not those ingested: names that their dates seem to have are not accepted
 */
export async function refreshNamesLedger(
  warehouse: Warehouse,
  now: Date,
  runId: string,
  damaged: readonly FileDamage[] = [],
): Promise<void> {
  const { dialect: d } = warehouse;
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${PRINTED} AS SELECT DISTINCT day, name FROM (${printed()}) p`);
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${SPELLED} AS ${spellings()}`);
  const explains = explained('r', damaged, d, true);
  for (const { table, columns, found } of DATED) {
    await refreshTable(warehouse, { table, content: contentOf(table, found, columns, d), explains }, now, runId);
  }
}

interface Dated {
  readonly table: string;
  readonly columns: readonly string[];
  /** SELECT of the rows by the days on which their names are printed or spelled: day and the columns. */
  readonly found: string;
}

const ofAliases = (table: string): Dated => ({
  table,
  columns: ['player_lookup', 'player_id'],
  found: `SELECT s.day, a.player_lookup, a.player_id FROM ${SPELLED} s JOIN ${table} a ON a.player_lookup = s.player_lookup`,
});

const DATED: readonly Dated[] = [
  {
    table: NAME_LOOKUPS,
    columns: ['name', 'player_lookup'],
    found: `SELECT p.day, n.name, n.player_lookup FROM ${PRINTED} p JOIN ${NAME_LOOKUPS} n ON n.name = p.name`,
  },
  {
    table: FAMILY_NAMES,
    columns: ['player_lookup', 'family_name'],
    found: `SELECT w.day, f.player_lookup, f.family_name FROM (${lookups()}) w JOIN ${FAMILY_NAMES} f ON f.player_lookup = w.player_lookup`,
  },
  ofAliases(PLAYER_ALIASES),
  ofAliases(LEAGUE_ALIASES),
  {
    table: BIRTH_DATES,
    columns: ['player_id', 'birth_date'],
    found: `SELECT a.day, b.player_id, b.birth_date FROM (${appearances()}) a JOIN ${BIRTH_DATES} b ON b.player_id = a.player_id`,
  },
];

const contentOf = (table: string, rows: string, columns: readonly string[], d: Dialect) =>
  `SELECT '${table}' AS table_name, day AS partition_date, COUNT(*) AS row_count,
    ${hashOfRows(d.rowHash(columns), d)} AS content_hash FROM (${rows}) r GROUP BY day`;

/** The names that raw rows print, by the date of the row. */
function printed(): string {
  const selects = RAW_TABLES.flatMap(({ name, dateFrom, printedNames = [] }) =>
    printedNames.map((column) => {
      const named = `SELECT DISTINCT ${'column' in dateFrom ? dateFrom.column : dateFrom.game} AS k, ${column} AS name FROM ${name} WHERE ${column} IS NOT NULL`;
      return 'column' in dateFrom
        ? `SELECT k AS day, name FROM (${named}) n WHERE k IS NOT NULL`
        : `SELECT g.game_date AS day, n.name FROM (${named}) n JOIN ${GAMES} g ON g.game_id = n.k`;
    }),
  );
  return selects.join(' UNION ALL ');
}

/** The players in box scores or events, by the date of the game. */
function appearances(): string {
  const born = `(SELECT player_id FROM ${BIRTH_DATES})`;
  return `SELECT game_date AS day, player_id FROM ${RAW_PLAYER_BOXES} WHERE game_date IS NOT NULL AND player_id IN ${born}
  UNION DISTINCT SELECT g.game_date, p.player1_id FROM ${RAW_PLAY_BY_PLAY} p JOIN ${GAMES} g ON g.game_id = p.game_id
  WHERE p.player1_id IN ${born}`;
}

/** The lookups of those names, and of those of whom news speaks. */
function lookups(): string {
  return `SELECT p.day, n.player_lookup FROM ${PRINTED} p JOIN ${NAME_LOOKUPS} n ON n.name = p.name
  UNION DISTINCT SELECT day, player_lookup FROM (${NEWS}) w`;
}

/** SELECT of the spellings that an alias is looked up for, by day: those of quotes, news and BigDataBall's plays. */
export function spellings(): string {
  const plays = RAW_TABLES.filter(({ name }) => name === RAW_BIGDATABALL).flatMap(({ name, printedNames = [] }) =>
    printedNames.map(
      (column) => `SELECT g.game_date AS day, n.player_lookup
    FROM (SELECT DISTINCT game_id, ${column} AS name FROM ${name}) b JOIN ${GAMES} g ON g.game_id = b.game_id JOIN ${NAME_LOOKUPS} n ON n.name = b.name`,
    ),
  );
  const quotes = `SELECT game_date AS day, player_lookup FROM ${RAW_PROP_ODDS} WHERE player_lookup IS NOT NULL`;
  return `SELECT DISTINCT day, player_lookup FROM (${[NEWS, quotes, ...plays].join(' UNION ALL ')}) s WHERE day IS NOT NULL`;
}
