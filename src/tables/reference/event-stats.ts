import type { SqlContext } from '../sql-context.js';
import { EVENT, gameEvents, isPlayer, teamOf } from './play-by-play.js';

export const SHOTS = 'nba_reference.shots';

/** Columns that come from field-goal attempts, each an aggregate over the shots of one side. */
const SHOT_AGGREGATES: Readonly<Record<string, string>> = {
  fg_makes: 'made',
  fg_attempts: 'TRUE',
  three_pt_makes: 'made AND value = 3',
  three_pt_attempts: 'value = 3',
  paint_attempts: `zone = 'paint'`,
  paint_makes: `made AND zone = 'paint'`,
  mid_range_attempts: `zone = 'mid_range'`,
  mid_range_makes: `made AND zone = 'mid_range'`,
  unknown_zone_attempts: `zone = 'unknown'`,
  unknown_zone_makes: `made AND zone = 'unknown'`,
  restricted_area_attempts: `zone_detail = 'restricted_area'`,
  restricted_area_makes: `made AND zone_detail = 'restricted_area'`,
  corner_three_attempts: `zone_detail IN ('left_corner_3', 'right_corner_3')`,
  corner_three_makes: `made AND zone_detail IN ('left_corner_3', 'right_corner_3')`,
  assisted_fg_makes: 'made AND assisted_by IS NOT NULL',
  unassisted_fg_makes: 'made AND assisted_by IS NULL',
  and1_count: 'and_one',
};

const BLOCK_AGGREGATES: Readonly<Record<string, string>> = {
  blocks: 'TRUE',
  paint_blocks: `zone = 'paint'`,
  mid_range_blocks: `zone = 'mid_range'`,
  three_pt_blocks: `zone = 'three'`,
  unknown_zone_blocks: `zone = 'unknown'`,
};

const OTHER_STATS = [
  'ft_makes',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'steals',
  'turnovers',
  'personal_fouls',
] as const;

export const SHOT_STATS = Object.keys(SHOT_AGGREGATES);
export const BLOCK_STATS = Object.keys(BLOCK_AGGREGATES);
/** Everything counted from events, in storage order. */
export const COUNTED = [...SHOT_STATS, 'assists', ...BLOCK_STATS, ...OTHER_STATS];

/** Fouls that are personal ones: technical, team, delay, defensive-three-seconds and bench fouls are not. */
const NOT_PERSONAL = '(11, 12, 13, 16, 17, 18, 19, 21, 22, 25, 30)';
/** Both men of a double personal foul are charged. */
const DOUBLE_PERSONAL = 10;
const NO_TURNOVER = 0;

const zeros = (names: readonly string[]) => names.map((name) => `0 AS ${name}`).join(', ');

/**
 * One row per counted thing and player: game_id, player_id, team_abbr, player_name and the counted columns (1 or 0), to
 * be summed. A player who is only named (a substitute without statistics) has a row of zeros.
 */
export function playerCounts(ctx: SqlContext): string {
  const of = (names: Readonly<Record<string, string>>) =>
    COUNTED.map((name) => `${names[name] ?? '0'} AS ${name}`).join(', ');
  const flag = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
  const appearances = ([1, 2, 3] as const).map(
    (n) => `SELECT e.game_id, e.player${n}_id, ${teamOf('e', n)}, e.player${n}_name, ${zeros(COUNTED)} FROM events e WHERE ${isPlayer('e', n)}`,
  );
  const shot = `SELECT game_id, player_id, team_abbr, CAST(NULL AS VARCHAR), ${of(
    Object.fromEntries(Object.entries(SHOT_AGGREGATES).map(([name, condition]) => [name, flag(condition)])),
  )} FROM ${ctx.sameDate(SHOTS)} s WHERE player_id IS NOT NULL`;
  const assist = `SELECT game_id, assisted_by, team_abbr, NULL, ${of({ assists: '1' })} FROM ${ctx.sameDate(SHOTS)} s WHERE assisted_by IS NOT NULL`;
  const block = `SELECT game_id, blocked_by, opponent_team_abbr, NULL, ${of(
    Object.fromEntries(Object.entries(BLOCK_AGGREGATES).map(([name, condition]) => [name, flag(condition)])),
  )} FROM ${ctx.sameDate(SHOTS)} s WHERE blocked_by IS NOT NULL`;
  const made = `CASE WHEN CONTAINS(COALESCE(e.home_description, e.visitor_description, ''), 'MISS') THEN 0 ELSE 1 END`;
  const freeThrow = `SELECT e.game_id, e.player1_id, ${teamOf('e', 1)}, NULL, ${of({ ft_attempts: '1', ft_makes: made })}
    FROM events e WHERE e.event_type = ${EVENT.freeThrow} AND ${isPlayer('e', 1)}`;
  const rebound = `SELECT game_id, player_id, team_abbr, NULL, ${of({ offensive_rebounds: flag('offensive'), defensive_rebounds: flag('NOT offensive') })} FROM rebounds r`;
  const turnover = `SELECT e.game_id, e.player1_id, ${teamOf('e', 1)}, NULL, ${of({ turnovers: '1' })}
    FROM events e WHERE e.event_type = ${EVENT.turnover} AND e.action_type <> ${NO_TURNOVER} AND ${isPlayer('e', 1)}`;
  const steal = `SELECT e.game_id, e.player2_id, ${teamOf('e', 2)}, NULL, ${of({ steals: '1' })}
    FROM events e WHERE e.event_type = ${EVENT.turnover} AND ${isPlayer('e', 2)}`;
  const foul = (n: 1 | 2, types: string) => `SELECT e.game_id, e.player${n}_id, ${teamOf('e', n)}, NULL, ${of({ personal_fouls: '1' })}
    FROM events e WHERE e.event_type = ${EVENT.foul} AND e.action_type ${types} AND ${isPlayer('e', n)}`;
  return [
    ...appearances,
    shot,
    assist,
    block,
    freeThrow,
    rebound,
    turnover,
    steal,
    foul(1, `NOT IN ${NOT_PERSONAL}`),
    foul(2, `= ${DOUBLE_PERSONAL}`),
  ].join('\n  UNION ALL ');
}

/**
 * Common table expressions: `events`, and `rebounds` with whether each is offensive. The text counts a player's
 * offensive rebounds; where it does not, a rebound is offensive if his own team missed last.
 */
export function eventParts(ctx: SqlContext): string {
  const { d } = ctx;
  const text = `CASE WHEN e.person1_type = 5 THEN e.visitor_description ELSE e.home_description END`;
  const counted = d.tryCast(d.regexpExtract(text, 'Off:([0-9]+)', 1), 'integer');
  const order = 'PARTITION BY r.game_id, r.player_id ORDER BY r.event_index';
  return `events AS ${gameEvents(ctx)},
misses AS (
  SELECT e.game_id, e.event_index, ${teamOf('e', 1)} AS team_abbr FROM events e
  WHERE e.event_type = ${EVENT.missed} OR (e.event_type = ${EVENT.freeThrow} AND CONTAINS(COALESCE(e.home_description, e.visitor_description, ''), 'MISS'))),
own_rebounds AS (
  SELECT e.game_id, e.event_index, e.player1_id AS player_id, ${teamOf('e', 1)} AS team_abbr, ${counted} AS counted
  FROM events e WHERE e.event_type = ${EVENT.rebound} AND ${isPlayer('e', 1)}),
rebounds AS (
  SELECT r.game_id, r.player_id, r.team_abbr,
    CASE WHEN r.counted IS NOT NULL THEN r.counted > COALESCE(LAG(r.counted) OVER (${order}), 0) ELSE COALESCE(m.team_abbr = r.team_abbr, FALSE) END AS offensive
  FROM own_rebounds r ASOF LEFT JOIN misses m ON m.game_id = r.game_id AND r.event_index >= m.event_index)`;
}
