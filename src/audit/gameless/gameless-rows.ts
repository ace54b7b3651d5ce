import type { Dialect } from '../../engine/dialect.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { QUOTES } from '../../raw/quote-dates.js';
import type { RawTable } from '../../raw/raw-table.js';
import { rawTablesOf } from '../../raw/raw-tables.js';
import { GAMES } from '../../tables/names.js';
import { isDatedByGame, suspectTables } from './suspect-tables.js';

/** Gameless rows belong to no game of the warehouse, so no table reads them. */
const KINDS = [
  'log_rows_without_game',
  'box_scores_without_game',
  'events_without_game',
  'shots_without_game',
  'events_of_other_teams',
  'quotes_without_game',
] as const;
export type GamelessKind = (typeof KINDS)[number];

/** All rows of a kind. */
export interface GamelessRows {
  [column: string]: string | number;
  readonly kind: GamelessKind;
  readonly rows: number;
  /** Dates of log rows, games of all others. */
  readonly places: number;
  /** First of these. */
  readonly first: string;
}

/** The rows of one date (log rows have no id) or one game. */
export interface GamelessPlace {
  readonly kind: GamelessKind;
  /** NULL where the rows have none. */
  readonly date: string | null;
  readonly game_id: string | null;
  /** Teams that the rows name, sorted. */
  readonly teams: readonly string[];
  readonly rows: number;
}

const BOXES = rawTablesOf('player_box', 'team_box');
const EVENTS = rawTablesOf('events');
const SHOTS = rawTablesOf('shots');

/** SELECT of the rows of a table that a condition holds for: game_id, game_date, team and other_team. */
function rowsOf({ name, teams = [], columns }: RawTable, condition: string | undefined): string[] {
  if (condition === undefined) return [];
  const nothing = 'CAST(NULL AS STRING)';
  const day = columns.some((column) => column.name === 'game_date') ? 'game_date' : 'CAST(NULL AS DATE)';
  const [team = nothing, other = nothing] = teams;
  return [
    `SELECT game_id, ${day} AS game_date, ${team} AS team, ${other} AS other_team FROM ${name} WHERE ${condition}`,
  ];
}

const withId = (tables: readonly RawTable[]) =>
  `(${tables.flatMap((table) => rowsOf(table, table.gameBy?.id)).join(' UNION ALL ')})`;
const LOGS = `(${BOXES.flatMap((table) => rowsOf(table, table.gameBy?.dateAndTeam)).join(' UNION ALL ')})`;

const teamLists = (d: Dialect) => `${d.textList('t.team')} AS teams, ${d.textList('t.other_team')} AS other_teams`;

/** Rows under ids that no source of games names. */
const underUnknownIds = (kind: GamelessKind, tables: readonly RawTable[], d: Dialect) => `
  SELECT '${kind}' AS kind, MIN(t.game_date) AS date, t.game_id, ${teamLists(d)}, COUNT(*) AS row_count
  FROM ${withId(tables)} t LEFT JOIN ${GAMES} g ON g.game_id = t.game_id WHERE g.game_id IS NULL GROUP BY t.game_id`;

/** Quotes of two teams who have no game on their date: not known yet, or moved by more than a day. */
const quotesWithoutGame = (d: Dialect) => {
  const quotes = QUOTES.map(
    ({ table, teams: [team, other], condition }) =>
      `SELECT game_date, ${team} AS team, ${other} AS other_team FROM ${table.name} WHERE ${condition}`,
  );
  return `
  SELECT 'quotes_without_game' AS kind, t.game_date AS date, CAST(NULL AS STRING) AS game_id, ${teamLists(d)}, COUNT(*) AS row_count
  FROM (${quotes.join(' UNION ALL ')}) t
  LEFT JOIN ${GAMES} g ON g.game_date = t.game_date AND t.team IN (g.home_abbr, g.away_abbr) AND t.other_team IN (g.home_abbr, g.away_abbr)
  WHERE g.game_id IS NULL GROUP BY t.game_date`;
};

/** Rows of game logs whose team has no game on their date. */
const logsWithoutGame = (d: Dialect) => `
  SELECT 'log_rows_without_game' AS kind, t.game_date AS date, CAST(NULL AS STRING) AS game_id, ${teamLists(d)}, COUNT(*) AS row_count
  FROM ${LOGS} t LEFT JOIN sides s ON s.game_date = t.game_date AND s.team_abbr = t.team WHERE s.team_abbr IS NULL GROUP BY t.game_date`;

/** Events of a team under the id of a game of two other teams. */
const eventsOfOtherTeams = (d: Dialect) => `
  SELECT 'events_of_other_teams' AS kind, CAST(NULL AS DATE) AS date, t.game_id, ${teamLists(d)}, COUNT(*) AS row_count
  FROM ${withId(EVENTS)} t JOIN ${GAMES} g ON g.game_id = t.game_id
  WHERE t.team NOT IN (g.home_abbr, g.away_abbr) GROUP BY t.game_id`;

/**
 * SELECT of the places of some kinds.
 * @param suspects of the tables dated by their games, those that may hold rows under unknown ids
 */
function placesSql(kinds: readonly GamelessKind[], suspects: readonly RawTable[], d: Dialect): string {
  const unknownIds = (kind: GamelessKind, tables: readonly RawTable[]) => {
    const some = tables.filter((table) => !isDatedByGame(table) || suspects.includes(table));
    return some.length === 0 ? [] : [underUnknownIds(kind, some, d)];
  };
  const sql: Readonly<Record<GamelessKind, () => readonly string[]>> = {
    log_rows_without_game: () => [logsWithoutGame(d)],
    box_scores_without_game: () => unknownIds('box_scores_without_game', BOXES),
    events_without_game: () => unknownIds('events_without_game', EVENTS),
    shots_without_game: () => unknownIds('shots_without_game', SHOTS),
    events_of_other_teams: () => [eventsOfOtherTeams(d)],
    quotes_without_game: () => [quotesWithoutGame(d)],
  };
  return `
  WITH sides AS (
    SELECT game_date, home_abbr AS team_abbr FROM ${GAMES} UNION DISTINCT SELECT game_date, away_abbr FROM ${GAMES})
  ${kinds.flatMap((kind) => sql[kind]()).join(' UNION ALL ')}`;
}

type PlaceRow = {
  kind: GamelessKind;
  date: string | null;
  game_id: string | null;
  teams: string[];
  row_count: number;
};

/** The places of some kinds, by date and game. */
export async function gamelessPlaces<Kind extends GamelessKind>(
  warehouse: Warehouse,
  kinds: readonly Kind[],
): Promise<(GamelessPlace & { readonly kind: Kind })[]> {
  const { dialect: d } = warehouse;
  const suspects = await suspectTables(warehouse);
  const places = await warehouse.query<PlaceRow & { kind: Kind }>(
    `SELECT kind, date, game_id, ${d.sortedSet(d.listConcat('teams', 'other_teams'))} AS teams, row_count
     FROM (${placesSql(kinds, suspects, d)}) places ORDER BY kind, date NULLS LAST, game_id`,
  );
  return places.map(({ row_count, ...place }) => ({ ...place, rows: row_count }));
}

/** Kind by kind; kinds without any are left out. */
export async function gamelessRows(warehouse: Warehouse): Promise<GamelessRows[]> {
  const suspects = await suspectTables(warehouse);
  const kinds = await warehouse.query<{ kind: GamelessKind; row_count: number; places: number; first: string }>(
    `SELECT kind, CAST(SUM(row_count) AS INT64) AS row_count, COUNT(*) AS places,
       MIN(COALESCE(game_id, CAST(date AS STRING))) AS first
     FROM (${placesSql(KINDS, suspects, warehouse.dialect)}) places GROUP BY kind ORDER BY ${KINDS.map((kind) => `kind = '${kind}'`).join(' DESC, ')} DESC`,
  );
  return kinds.map(({ row_count, ...found }) => ({ ...found, rows: row_count }));
}
