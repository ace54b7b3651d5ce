import type { Warehouse } from '../../engine/warehouse.js';
import {
  RAW_BIGDATABALL,
  RAW_PLAY_BY_PLAY,
  RAW_PLAYER_BOXES,
  RAW_SHOT_CHART,
  RAW_TEAM_BOXES,
} from '../../raw/raw-tables.js';
import { GAMES } from '../../tables/names.js';

/** Rows that no table reads, because they belong to no game. */
export type StrayKind = (typeof KINDS)[number];
const KINDS = [
  'log_rows_without_game',
  'box_scores_without_game',
  'events_without_game',
  'shots_without_game',
  'events_of_other_teams',
] as const;

/** All of a kind. */
export interface Strays {
  [column: string]: string | number;
  readonly kind: StrayKind;
  readonly rows: number;
  /** Dates of log rows, games of all others. */
  readonly places: number;
  /** First of these. */
  readonly first: string;
}

/** Those of one date (log rows have no id) or one game. */
export interface StrayPlace {
  readonly kind: StrayKind;
  /** NULL where the rows have none. */
  readonly date: string | null;
  readonly game_id: string | null;
  /** Teams that the rows name, sorted. */
  readonly teams: readonly string[];
  readonly rows: number;
}

/** Events, whoever tells them. */
const EVENTS = `(SELECT game_id, player1_team_abbr FROM ${RAW_PLAY_BY_PLAY} UNION ALL SELECT game_id, team_abbr FROM ${RAW_BIGDATABALL})`;

/** Rows under ids that no source of games names. */
const nameless = (kind: StrayKind, table: string, date: string, teams: string) => `
  SELECT '${kind}' AS kind, MIN(${date}) AS date, t.game_id, ${teams} AS teams, COUNT(*) AS rows
  FROM ${table} t LEFT JOIN ${GAMES} g ON g.game_id = t.game_id WHERE g.game_id IS NULL GROUP BY t.game_id`;

const teamsOf = (column: string) =>
  `COALESCE(LIST(DISTINCT ${column} ORDER BY ${column}) FILTER (WHERE ${column} IS NOT NULL), [])`;

/**
 * Log rows of a team and date for which nothing names a game; box scores, events and shots under ids that nothing names;
 * events under the id of a game that their team does not play.
 */
const PLACES = `
  WITH sides AS (
    SELECT game_date, home_abbr AS team_abbr FROM ${GAMES} UNION SELECT game_date, away_abbr FROM ${GAMES}),
  logs AS (
    SELECT game_date, team_abbr FROM ${RAW_TEAM_BOXES} UNION ALL SELECT game_date, team_abbr FROM ${RAW_PLAYER_BOXES} WHERE source_kind = 'game_log')
  SELECT 'log_rows_without_game' AS kind, l.game_date AS date, CAST(NULL AS VARCHAR) AS game_id, ${teamsOf('l.team_abbr')} AS teams, COUNT(*) AS rows
  FROM logs l LEFT JOIN sides s ON s.game_date = l.game_date AND s.team_abbr = l.team_abbr WHERE s.team_abbr IS NULL GROUP BY l.game_date
  UNION ALL ${nameless('box_scores_without_game', `(SELECT * FROM ${RAW_PLAYER_BOXES} WHERE source_kind = 'box_score')`, 't.game_date', teamsOf('t.team_abbr'))}
  UNION ALL ${nameless('events_without_game', EVENTS, 'CAST(NULL AS DATE)', teamsOf('t.player1_team_abbr'))}
  UNION ALL ${nameless('shots_without_game', RAW_SHOT_CHART, 't.game_date', `list_sort(list_distinct(${teamsOf('t.home_abbr')} || ${teamsOf('t.away_abbr')}))`)}
  UNION ALL
  SELECT 'events_of_other_teams', NULL, p.game_id, ${teamsOf('p.player1_team_abbr')}, COUNT(*)
  FROM ${RAW_PLAY_BY_PLAY} p JOIN ${GAMES} g ON g.game_id = p.game_id
  WHERE p.player1_team_abbr NOT IN (g.home_abbr, g.away_abbr) GROUP BY p.game_id`;

type PlaceRow = { [K in keyof StrayPlace]: K extends 'teams' ? string[] : StrayPlace[K] };

/** Date by date and game by game. */
export function strayPlaces(warehouse: Warehouse): Promise<StrayPlace[]> {
  return warehouse.query<PlaceRow>(`SELECT * FROM (${PLACES}) places ORDER BY kind, date NULLS LAST, game_id`);
}

/** Kind by kind; kinds without any are left out. */
export function strayRows(warehouse: Warehouse): Promise<Strays[]> {
  return warehouse.query<Strays>(
    `SELECT kind, CAST(SUM(rows) AS BIGINT) AS rows, COUNT(*) AS places, MIN(COALESCE(game_id, CAST(date AS VARCHAR))) AS first
     FROM (${PLACES}) places GROUP BY kind ORDER BY ${KINDS.map((kind) => `kind = '${kind}'`).join(' DESC, ')} DESC`,
  );
}
