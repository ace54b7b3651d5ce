import { distancesKnownSql } from '../../domain/zones.js';
import type { Row } from '../../engine/warehouse.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { ZONE_STATS } from '../box-columns.js';
import { GAMES, PLAYER_GAME_CHARTS } from '../names.js';
import { columnsFrom, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { sumOf } from '../trace/game-players.js';
import type { Basis } from '../trace/trace.js';

/** What a chart and a box both count. */
export const SHOOTING = ['fg_attempts', 'fg_makes', 'three_pt_attempts', 'three_pt_makes'] as const;

/** Whether a chart counts a column of the box, too. */
export const isCharted = (name: string): boolean => SHOOTING.some((charted) => charted === name);

/** No team has made more free throws in a game: 61, Phoenix, 9 April 1990. */
const MOST_FREE_THROWS = 61;

const fieldGoalPoints = (alias: string) => `2 * ${alias}.fg_makes + ${alias}.three_pt_makes`;

/** A team's shots by the charts of its players, in games whose events do not count. */
const teamCharts = (ctx: SqlContext) =>
  `(SELECT game_id, team_abbr, MIN(first_period) AS first_period, MAX(last_period) AS last_period,
  ${selectList(columnsFrom([...SHOOTING, ...ZONE_STATS], (name) => `SUM(${name})`))}
    FROM ${ctx.sameDate(PLAYER_GAME_CHARTS)} x GROUP BY game_id, team_abbr)`;

/** What a log or box score prints of a team's players; NULL where it leaves a column out. */
const printedTeams = (ctx: SqlContext) => {
  const sum = (name: string) => `CASE WHEN COUNT(*) = COUNT(${name}) THEN SUM(${name}) END`;
  return `(SELECT game_date, team_abbr, source_kind, ${selectList(columnsFrom(['points', ...SHOOTING], sum))}
    FROM ${ctx.sameDate(RAW_PLAYER_BOXES)} x GROUP BY game_date, team_abbr, source_kind)`;
};

/**
 * The charts that have all shots of their team, with their sums: made and missed, twos and threes, from the first period to
 * the last, and every box of the team has the same attempts and makes, or, where it prints none, points that these makes
 * and free throws give. A chart of made shots, of threes or of a period has not.
 */
export const wholeCharts = (ctx: SqlContext): string =>
  `(SELECT ${selectList({ ...columnsFrom(['game_id', 'team_abbr', ...SHOOTING, ...ZONE_STATS], (name) => `z.${name}`) })}
    FROM ${teamCharts(ctx)} z JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = z.game_id
    WHERE z.first_period = 1 AND z.last_period >= 4 AND z.fg_makes < z.fg_attempts
      AND z.three_pt_attempts > 0 AND z.three_pt_attempts < z.fg_attempts AND ${located('z')}
      AND EXISTS (SELECT 1 FROM ${printedTeams(ctx)} b WHERE b.game_date = g.game_date AND b.team_abbr = z.team_abbr)
      AND NOT EXISTS (SELECT 1 FROM ${printedTeams(ctx)} b WHERE b.game_date = g.game_date AND b.team_abbr = z.team_abbr
        AND NOT (${SHOOTING.map((name) => `COALESCE(b.${name}, z.${name}) = z.${name}`).join(' AND ')}
          AND COALESCE(b.points - (${fieldGoalPoints('z')}), 0) BETWEEN 0 AND ${MOST_FREE_THROWS})))`;

const located = (alias: string) =>
  distancesKnownSql({
    twos: `${alias}.fg_attempts - ${alias}.three_pt_attempts`,
    unknown: `${alias}.unknown_zone_attempts`,
  });

/** A player's count by the chart of his team (alias z): who has no line in it has no attempt. */
export const chartCount = (name: string): string => `COALESCE(z.${name}, 0)`;

/** For a team's row made from a shot chart: its columns as sums over its players. */
export const chartedSums = (row: Row, players: string, prefix = ''): Record<string, Basis> =>
  row.zones_source === 'shot_chart'
    ? Object.fromEntries([...SHOOTING, ...ZONE_STATS].map((name) => [`${prefix}${name}`, sumOf(players, name)]))
    : {};

/** Whether a player's line of a whole chart does not contradict his box, whose columns `printed` names. */
export const chartAgrees = (printed: (name: string) => string): string =>
  [
    ...SHOOTING.map((name) => `COALESCE(${printed(name)}, ${chartCount(name)}) = ${chartCount(name)}`),
    `COALESCE(${printed('points')}, 0) >= 2 * ${chartCount('fg_makes')} + ${chartCount('three_pt_makes')}`,
  ].join(' AND ');
