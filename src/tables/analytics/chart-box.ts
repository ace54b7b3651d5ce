import { distancesKnownSql } from '../../domain/zones.js';
import type { Row } from '../../engine/warehouse.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { RAW_TEAM_BOXES } from '../../raw/tables/team-boxes.js';
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

/** Printed percentages have three decimals, or two; NULL where none is printed says nothing. */
const ROUNDED = { three: '0.00051', two: '0.0051' } as const;

/** SQL: a printed share is that of makes and attempts, as far as it is rounded; without attempts it is 0, or none is printed. */
const isShare = (printed: string, makes: string, attempts: string): string =>
  `(${printed} IS NULL OR CASE WHEN ${attempts} = 0 THEN ${printed} = 0
      ELSE ABS(${printed} - ${makes} / NULLIF(${attempts}, 0)) <= CASE WHEN ROUND(${printed}, 2) = ${printed} THEN ${ROUNDED.two} ELSE ${ROUNDED.three} END END)`;

/** SQL: where a box prints no attempts, its percentages are those of a chart. */
const sharesAgree = (box: string, chart: (name: string) => string): string =>
  `(${box}.fg_attempts IS NOT NULL OR ${isShare(`${box}.fg_pct`, chart('fg_makes'), chart('fg_attempts'))}
     AND ${isShare(`${box}.three_pt_pct`, chart('three_pt_makes'), chart('three_pt_attempts'))})`;

/**
 * What logs and box scores print of a team's players: of each sum the least and the most by their kinds (low_, high_), NULL where
 * they leave a column out; is_counted: one prints attempts; contradicted: players whose percentages are not those of their chart.
 */
const printedTeams = (ctx: SqlContext) => {
  const sum = (name: string) => `CASE WHEN COUNT(*) = COUNT(x.${name}) THEN SUM(x.${name}) END`;
  const ends = PRINTED.flatMap((name) => [
    [`low_${name}`, `MIN(${name})`],
    [`high_${name}`, `MAX(${name})`],
  ]);
  return `(SELECT game_date, team_abbr, COUNT(fg_attempts) > 0 AS is_counted, SUM(contradicted) AS contradicted,
      ${selectList(Object.fromEntries(ends))}
    FROM (SELECT x.game_date, x.team_abbr, x.source_kind, ${selectList(columnsFrom(PRINTED, sum))},
        ${ctx.d.countIf(`NOT ${sharesAgree('x', chartCount)}`)} AS contradicted
      FROM ${ctx.sameDate(RAW_PLAYER_BOXES)} x
      LEFT JOIN ${ctx.sameDate(PLAYER_GAME_CHARTS)} z ON z.game_date = x.game_date AND z.player_id = x.player_id AND z.team_abbr = x.team_abbr
      GROUP BY x.game_date, x.team_abbr, x.source_kind) y
    GROUP BY game_date, team_abbr)`;
};

const PRINTED = ['points', ...SHOOTING];

/** SQL: the sums of all boxes (alias k) are those of the chart (alias z), and their points what its makes and free throws give. */
const PLAYERS_AGREE = ['low', 'high']
  .flatMap((end) => [
    ...SHOOTING.map((name) => `COALESCE(k.${end}_${name}, z.${name}) = z.${name}`),
    `COALESCE(k.${end}_points - (${fieldGoalPoints('z')}), 0) BETWEEN 0 AND ${MOST_FREE_THROWS}`,
  ])
  .join(' AND ');

/**
 * The charts that have all shots of their team, with their sums: made and missed, twos and threes, from the first period to
 * the last, and every box of the team has the same attempts and makes, or, where it prints none, percentages that are those
 * of the chart and points that these makes and free throws give. A chart of made shots, of threes or of a period has not. Where no
 * box of its players prints attempts, a percentage of the team tells of the missed shots of a man who made none.
 */
export const wholeCharts = (ctx: SqlContext): string =>
  `(SELECT ${selectList({ ...columnsFrom(['game_id', 'team_abbr', ...SHOOTING, ...ZONE_STATS], (name) => `z.${name}`) })}
    FROM ${teamCharts(ctx)} z JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = z.game_id
    JOIN ${printedTeams(ctx)} k ON k.game_date = g.game_date AND k.team_abbr = z.team_abbr
    LEFT JOIN ${ctx.sameDate(RAW_TEAM_BOXES)} t ON t.game_date = g.game_date AND t.team_abbr = z.team_abbr
    WHERE z.first_period = 1 AND z.last_period >= 4 AND z.fg_makes < z.fg_attempts
      AND z.three_pt_attempts > 0 AND z.three_pt_attempts < z.fg_attempts AND ${located('z')}
      AND k.contradicted = 0 AND ${PLAYERS_AGREE} AND (k.is_counted OR t.team_abbr IS NULL OR ${TEAM_AGREES}))`;

/** The team's log (alias t) prints the counts of the chart, or, without attempts, its percentages. */
const TEAM_AGREES = `(${SHOOTING.map((name) => `COALESCE(t.${name}, z.${name}) = z.${name}`).join(' AND ')}
        AND ${sharesAgree('t', (name) => `z.${name}`)})`;

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
