import type { Warehouse } from '../../engine/warehouse.js';
import type { RawTable } from '../../raw/raw-table.js';
import { rawTablesOf } from '../../raw/raw-tables.js';
import { GAMES } from '../../tables/names.js';

/** Gameless rows belong to no game of the warehouse, so no table reads them. */
const KINDS = [
  'log_rows_without_game',
  'box_scores_without_game',
  'events_without_game',
  'shots_without_game',
  'events_of_other_teams',
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
  const nothing = 'CAST(NULL AS VARCHAR)';
  const day = columns.some((column) => column.name === 'game_date') ? 'game_date' : 'CAST(NULL AS DATE)';
  const [team = nothing, other = nothing] = teams;
  return [
    `SELECT game_id, ${day} AS game_date, ${team} AS team, ${other} AS other_team FROM ${name} WHERE ${condition}`,
  ];
}

const withId = (tables: readonly RawTable[]) =>
  `(${tables.flatMap((table) => rowsOf(table, table.gameBy?.id)).join(' UNION ALL ')})`;
const LOGS = `(${BOXES.flatMap((table) => rowsOf(table, table.gameBy?.dateAndTeam)).join(' UNION ALL ')})`;

const listOf = (column: string) =>
  `COALESCE(LIST(DISTINCT ${column} ORDER BY ${column}) FILTER (WHERE ${column} IS NOT NULL), [])`;
const TEAMS = `list_sort(list_distinct(${listOf('t.team')} || ${listOf('t.other_team')}))`;

/** Rows under ids that no source of games names. */
const underUnknownIds = (kind: GamelessKind, tables: readonly RawTable[]) => `
  SELECT '${kind}' AS kind, MIN(t.game_date) AS date, t.game_id, ${TEAMS} AS teams, COUNT(*) AS rows
  FROM ${withId(tables)} t LEFT JOIN ${GAMES} g ON g.game_id = t.game_id WHERE g.game_id IS NULL GROUP BY t.game_id`;

/**
 * Log rows of a team and date for which nothing names a game; box scores, events and shots under ids that nothing names;
 * events under the id of a game that their team does not play.
 */
const PLACES = `
  WITH sides AS (
    SELECT game_date, home_abbr AS team_abbr FROM ${GAMES} UNION SELECT game_date, away_abbr FROM ${GAMES})
  SELECT 'log_rows_without_game' AS kind, t.game_date AS date, CAST(NULL AS VARCHAR) AS game_id, ${TEAMS} AS teams, COUNT(*) AS rows
  FROM ${LOGS} t LEFT JOIN sides s ON s.game_date = t.game_date AND s.team_abbr = t.team WHERE s.team_abbr IS NULL GROUP BY t.game_date
  UNION ALL ${underUnknownIds('box_scores_without_game', BOXES)}
  UNION ALL ${underUnknownIds('events_without_game', EVENTS)}
  UNION ALL ${underUnknownIds('shots_without_game', SHOTS)}
  UNION ALL
  SELECT 'events_of_other_teams', NULL, t.game_id, ${TEAMS}, COUNT(*)
  FROM ${withId(EVENTS)} t JOIN ${GAMES} g ON g.game_id = t.game_id
  WHERE t.team NOT IN (g.home_abbr, g.away_abbr) GROUP BY t.game_id`;

type PlaceRow = { [K in keyof GamelessPlace]: K extends 'teams' ? string[] : GamelessPlace[K] };

/** Date by date and game by game. */
export function gamelessPlaces(warehouse: Warehouse): Promise<GamelessPlace[]> {
  return warehouse.query<PlaceRow>(`SELECT * FROM (${PLACES}) places ORDER BY kind, date NULLS LAST, game_id`);
}

/** Kind by kind; kinds without any are left out. */
export function gamelessRows(warehouse: Warehouse): Promise<GamelessRows[]> {
  return warehouse.query<GamelessRows>(
    `SELECT kind, CAST(SUM(rows) AS BIGINT) AS rows, COUNT(*) AS places, MIN(COALESCE(game_id, CAST(date AS VARCHAR))) AS first
     FROM (${PLACES}) places GROUP BY kind ORDER BY ${KINDS.map((kind) => `kind = '${kind}'`).join(' DESC, ')} DESC`,
  );
}
