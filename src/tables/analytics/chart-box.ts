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

/** Largest difference between a share and its printed value with three or with two decimals. */
const ROUNDED = { three: '0.00051', two: '0.0051' } as const;

/** SQL: whether a printed percentage is makes / attempts, rounded; 0 without attempts. TRUE where none is printed. */
const isShare = (printed: string, makes: string, attempts: string): string =>
  `(${printed} IS NULL OR CASE WHEN ${attempts} = 0 THEN ${printed} = 0
      ELSE ABS(${printed} - ${makes} / NULLIF(${attempts}, 0)) <= CASE WHEN ROUND(${printed}, 2) = ${printed} THEN ${ROUNDED.two} ELSE ${ROUNDED.three} END END)`;

/** SQL: whether the percentages of a box agree with a chart. TRUE where the box prints attempts: these are compared instead. */
const sharesAgree = (box: string, chart: (name: string) => string): string =>
  `(${box}.fg_attempts IS NOT NULL OR ${isShare(`${box}.fg_pct`, chart('fg_makes'), chart('fg_attempts'))}
     AND ${isShare(`${box}.three_pt_pct`, chart('three_pt_makes'), chart('three_pt_attempts'))})`;

/**
 * One row per date and team: the sums over its players that game logs and box scores give. low_ and high_ are the smaller and
 * the larger of the two sources' sums, NULL where neither prints the column. is_counted: one of them prints attempts.
 * contradicted: how many players have percentages that do not agree with their shots in the chart.
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

/** SQL: the sums of logs and box scores (alias k) equal those of the chart (alias z), and the points are possible with its makes. */
const PLAYERS_AGREE = ['low', 'high']
  .flatMap((end) => [
    ...SHOOTING.map((name) => `COALESCE(k.${end}_${name}, z.${name}) = z.${name}`),
    `COALESCE(k.${end}_points - (${fieldGoalPoints('z')}), 0) BETWEEN 0 AND ${MOST_FREE_THROWS}`,
  ])
  .join(' AND ');

/**
 * The teams' games whose shot chart has all shots, with its sums. Such a chart has makes and misses, twos and threes, shots from the
 * first period to the last, and agrees with every log and box score of the team's players: in attempts and makes, or, where these are
 * not printed, in percentages and in points that are possible with the makes. Percentages of players say nothing of one
 * who missed all his shots, so the team's log is compared, too, if no source prints the players' attempts.
 */
export const wholeCharts = (ctx: SqlContext): string =>
  `(SELECT ${selectList({ ...columnsFrom(['game_id', 'team_abbr', ...SHOOTING, ...ZONE_STATS], (name) => `z.${name}`) })}
    FROM ${teamCharts(ctx)} z JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = z.game_id
    JOIN ${printedTeams(ctx)} k ON k.game_date = g.game_date AND k.team_abbr = z.team_abbr
    LEFT JOIN ${ctx.sameDate(RAW_TEAM_BOXES)} t ON t.game_date = g.game_date AND t.team_abbr = z.team_abbr
    WHERE z.first_period = 1 AND z.last_period >= 4 AND z.fg_makes < z.fg_attempts
      AND z.three_pt_attempts > 0 AND z.three_pt_attempts < z.fg_attempts AND ${located('z')}
      AND k.contradicted = 0 AND ${PLAYERS_AGREE} AND (k.is_counted OR t.team_abbr IS NULL OR ${TEAM_AGREES}))`;

/** SQL: the team's log (alias t) agrees with the chart (alias z): in counts, or, where it prints no attempts, in percentages. */
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
