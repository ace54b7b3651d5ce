import type { ColumnType } from '../../engine/dialect.js';
import { RAW_PLAY_BY_PLAY } from '../../raw/tables/play-by-play.js';
import { BIGDATABALL_EVENTS, GAMES } from '../names.js';
import type { Read } from '../read-window.js';
import type { SqlContext } from '../sql-context.js';

export const today = [{ kind: 'same_date' }] as const;

/** PERSONnTYPE of players: home and visiting. Others are teams, coaches and benches. */
const PLAYER_TYPES = '(4, 5)';
export const isPlayer = (alias: string, n: 1 | 2 | 3) =>
  `${alias}.person${n}_type IN ${PLAYER_TYPES} AND ${alias}.player${n}_id IS NOT NULL`;

/** Team of the n-th person of an event: by the side he is on, which a team id of another game cannot change. */
export const teamOf = (
  alias: string,
  n: 1 | 2 | 3,
) => `CASE WHEN ${alias}.person${n}_type IN (4, 2, 6) THEN ${alias}.home_abbr
  WHEN ${alias}.person${n}_type IN (5, 3, 7) THEN ${alias}.away_abbr END`;

/** What `gameEvents` reads. */
export const EVENT_READS: readonly Read[] = [GAMES, RAW_PLAY_BY_PLAY, BIGDATABALL_EVENTS].map((table) => ({
  table,
  windows: today,
}));

/**
 * Events of the expected games of the dates in the order they happened, exact repetitions and events of teams that do not
 * play in it dropped, with the game's date, season and teams: the league's where it has any of the game, else BigDataBall's;
 * event_source says which. What only one of them tells is NULL in the other. Columns: EVENT_COLUMNS, then those of the game.
 */
export function gameEvents(ctx: SqlContext): string {
  const from = (alias: string, lacks: readonly string[]) =>
    EVENT_COLUMNS.map(([name, type]) =>
      lacks.includes(name) ? `${ctx.d.cast('NULL', type)} AS ${name}` : `${alias}.${name}`,
    ).join(', ');
  return `SELECT p.*, g.game_date, g.season, g.home_abbr, g.away_abbr
    FROM (SELECT ${from('l', ONLY_BIGDATABALL)}, 'play_by_play' AS event_source FROM ${ctx.sameDate(RAW_PLAY_BY_PLAY)} l WHERE NOT l.is_duplicate
      UNION ALL
      SELECT ${from('b', ONLY_LEAGUE)}, 'bigdataball' AS event_source FROM ${ctx.sameDate(BIGDATABALL_EVENTS)} b) p
    JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = p.game_id
    WHERE g.is_counting AND (p.player1_team_abbr IS NULL OR p.player1_team_abbr IN (g.home_abbr, g.away_abbr))`;
}

/** What tables read of an event, whoever tells it. */
const EVENT_COLUMNS: readonly (readonly [name: string, type: ColumnType])[] = [
  ['game_id', 'string'],
  ['event_index', 'integer'],
  ['event_num', 'integer'],
  ['event_type', 'integer'],
  ['action_type', 'integer'],
  ['period', 'integer'],
  ['clock_seconds', 'integer'],
  ['home_description', 'string'],
  ['neutral_description', 'string'],
  ['visitor_description', 'string'],
  ['score', 'string'],
  ...[1, 2, 3].flatMap((n): readonly (readonly [string, ColumnType])[] => [
    [`person${n}_type`, 'integer'],
    [`player${n}_id`, 'integer'],
    [`player${n}_name`, 'string'],
  ]),
  ['player1_team_abbr', 'string'],
  ['shot_value', 'integer'],
  ['shot_made', 'boolean'],
  ['shot_distance', 'double'],
  ['loc_x', 'integer'],
  ['loc_y', 'integer'],
  ['is_offensive_rebound', 'boolean'],
  ['on_court', 'string'],
  ['file_id', 'integer'],
  ['source_row', 'integer'],
];

const ONLY_BIGDATABALL = ['is_offensive_rebound', 'on_court'];
const ONLY_LEAGUE = ['score', 'player1_team_abbr'];
