import type { ColumnType } from '../../engine/dialect.js';
import { RAW_PLAY_BY_PLAY } from '../../raw/tables/play-by-play.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { BIGDATABALL_EVENTS, GAME_STATES, GAMES, NAME_LOOKUPS } from '../names.js';
import type { Read } from '../read-window.js';
import { columnsFrom, columnsOf, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';

export const today = [{ kind: 'same_date' }] as const;

/** PERSONnTYPE of players: home and visiting. Others are teams, coaches and benches. */
const PLAYER_TYPES = '(4, 5)';
export const isPlayer = (alias: string, n: 1 | 2 | 3) =>
  `${alias}.person${n}_type IN ${PLAYER_TYPES} AND ${alias}.player${n}_id IS NOT NULL`;

/** Whether the n-th person of an event has a name but no id: the name alone does not tell which player of the team it is. */
export const isOnlyNamed = (alias: string, n: 1 | 2 | 3) =>
  `${alias}.player${n}_id IS NULL AND ${alias}.player${n}_name IS NOT NULL`;

/** Team of the n-th person of an event: by the side he is on, which a team id of another game cannot change. */
export const teamOf = (
  alias: string,
  n: 1 | 2 | 3,
) => `CASE WHEN ${alias}.person${n}_type IN (4, 2, 6) THEN ${alias}.home_abbr
  WHEN ${alias}.person${n}_type IN (5, 3, 7) THEN ${alias}.away_abbr END`;

/** What `gameEvents` reads. */
export const EVENT_READS: readonly Read[] = [
  GAMES,
  GAME_STATES,
  RAW_PLAY_BY_PLAY,
  BIGDATABALL_EVENTS,
  RAW_PLAYER_BOXES,
  NAME_LOOKUPS,
].map((table) => ({ table, windows: today }));

/**
 * Events of the expected games of the dates in the order they happened, exact repetitions and events of teams that do not
 * play in it dropped, with the game's date, season and teams: the league's where these are of the whole game, else
 * BigDataBall's; event_source says which. A game whose events are not whole has none here. What only one of them tells is
 * NULL in the other. Who assists or comes in is named by his short name alone in some sources: where no other event of the
 * game says who that is, box scores and logs do. Columns: EVENT_COLUMNS, those of `more`, then those of the game.
 */
export function gameEvents(ctx: SqlContext, more: readonly EventColumn[] = []): string {
  const eventColumns = [...EVENT_COLUMNS, ...more];
  const from = (alias: string, source: string, lacks: readonly string[]) =>
    selectList({
      ...Object.fromEntries(
        eventColumns.map(([name, type]) => [
          name,
          lacks.includes(name) ? ctx.d.cast('NULL', type) : `${alias}.${name}`,
        ]),
      ),
      event_source: `'${source}'`,
    });
  const columns = selectList({
    ...columnsFrom(
      eventColumns.map(([name]) => name),
      (name) => RESOLVED[name] ?? `p.${name}`,
    ),
    event_source: 'p.event_source',
    ...columnsOf('g', ['game_date', 'season', 'home_abbr', 'away_abbr']),
  });
  return `SELECT ${columns}
    FROM (SELECT ${from('l', 'play_by_play', ONLY_BIGDATABALL)}
      FROM ${ctx.sameDate(RAW_PLAY_BY_PLAY)} l WHERE NOT l.is_duplicate
      UNION ALL
      SELECT ${from('b', 'bigdataball', ONLY_LEAGUE)}
      FROM ${ctx.sameDate(BIGDATABALL_EVENTS)} b) p
    JOIN ${ctx.sameDate(GAME_STATES)} g ON g.game_id = p.game_id
    LEFT JOIN ${shortNames(ctx)} n ON n.game_id = p.game_id AND n.event_index = p.event_index
    WHERE g.is_counting AND ${COUNT} AND (p.player1_team_abbr IS NULL OR p.player1_team_abbr IN (g.home_abbr, g.away_abbr))`;
}

/** Whether the events of a source count. By case, because a join with the source as a second key takes a tenth longer. */
const COUNT = `g.events_whole AND CASE p.event_source
      WHEN 'play_by_play' THEN g.events_source = 'play_by_play'
      ELSE g.events_source = 'bigdataball' END`;

const RESOLVED: Readonly<Record<string, string>> = {
  person2_type: 'COALESCE(p.person2_type, n.person_type)',
  player2_id: 'COALESCE(p.player2_id, n.player_id)',
};

/**
 * Second persons of events who are named and not identified: the one player in the box scores and logs of the first
 * person's team whose name ends with theirs ("Robinson", or "D. Robinson" with the same initial). Columns: game_id,
 * event_index, player_id, person_type.
 */
function shortNames(ctx: SqlContext): string {
  const initial = `STRPOS(e.player2_name, '. ') = 2`;
  return `(SELECT e.game_id, e.event_index, MIN(b.player_id) AS player_id, MIN(e.person1_type) AS person_type
    FROM (SELECT game_id, event_index, player1_team_abbr, person1_type, player2_name FROM ${ctx.sameDate(RAW_PLAY_BY_PLAY)} x
      WHERE player2_id IS NULL AND player2_name IS NOT NULL AND person1_type IN ${PLAYER_TYPES}) e
    JOIN ${ctx.names(NAME_LOOKUPS)} s ON s.name = e.player2_name
    JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = e.game_id
    JOIN ${ctx.sameDate(RAW_PLAYER_BOXES)} b ON b.game_date = g.game_date AND b.team_abbr = e.player1_team_abbr
    JOIN ${ctx.names(NAME_LOOKUPS)} f ON f.name = b.player_name
    WHERE CASE WHEN ${initial} THEN SUBSTR(f.player_lookup, 1, 1) = SUBSTR(s.player_lookup, 1, 1) AND ENDS_WITH(f.player_lookup, SUBSTR(s.player_lookup, 2))
      ELSE ENDS_WITH(f.player_lookup, s.player_lookup) END
    GROUP BY e.game_id, e.event_index HAVING COUNT(DISTINCT b.player_id) = 1)`;
}

export type EventColumn = readonly [name: string, type: ColumnType];

/** What explanations read of an event besides, to show it. Not in the statements of tables, which would carry it for nothing. */
export const SHOWN_OF_EVENTS: readonly EventColumn[] = [
  ['neutral_description', 'string'],
  ['file_id', 'integer'],
  ['source_row', 'integer'],
];

/** What tables read of an event, whoever tells it. */
const EVENT_COLUMNS: readonly EventColumn[] = [
  ['game_id', 'string'],
  ['event_index', 'integer'],
  ['event_num', 'integer'],
  ['event_type', 'integer'],
  ['action_type', 'integer'],
  ['period', 'integer'],
  ['clock_seconds', 'integer'],
  ['home_description', 'string'],
  ['visitor_description', 'string'],
  ['score', 'string'],
  ...[1, 2, 3].flatMap((n): readonly EventColumn[] => [
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
];

const ONLY_BIGDATABALL = ['is_offensive_rebound', 'on_court'];
const ONLY_LEAGUE = ['score', 'player1_team_abbr'];
