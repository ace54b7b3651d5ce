import { TEAM_OVERTIME_SECONDS, TEAM_REGULATION_SECONDS } from '../../domain/minutes.js';
import { RAW_GAME_SUMMARIES } from '../../raw/tables/game-summaries.js';
import { OF_A_TEAM, RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { RAW_TEAM_BOXES } from '../../raw/tables/team-boxes.js';
import { BLOCK_STATS, BOX_STATS, CREATION_STATS, ZONE_STATS } from '../box-columns.js';
import { BIGDATABALL_EVENTS, DUE_GAMES, GAME_STATES, GAMES, PLAYER_GAME_CHARTS, TEAM_GAME_EVENTS } from '../names.js';
import type { Read } from '../read-window.js';
import { columnsFrom, columnsOf, firstThat, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { isCharted, wholeCharts } from './chart-box.js';
import { chartIncomplete, eventBox, ifTrusted, placesKnown } from './event-box.js';

const today = [{ kind: 'same_date' }] as const;

/** What `teamBoxes` reads; part of the reads of every table that uses it. */
export const TEAM_BOX_READS: readonly Read[] = [
  GAMES,
  GAME_STATES,
  DUE_GAMES,
  TEAM_GAME_EVENTS,
  PLAYER_GAME_CHARTS,
  BIGDATABALL_EVENTS,
  RAW_TEAM_BOXES,
  RAW_PLAYER_BOXES,
  RAW_GAME_SUMMARIES,
].map((table) => ({ table, windows: today }));

/**
 * One row per team and due game of the dates, data or not: the team's box from the best source each column has
 * (events, then the team's log, then the sum of a full player box score; for field goals also a complete shot chart). Zones come
 * from events, else from a shot chart with exactly the shots of the box. A team's zones are trusted if they add up to the FGA of
 * the box score (where one is given), at most half of the twos lack a distance, and the shot chart is complete.
 * Columns: game_id, game_date, season, season_type, team_abbr, opponent_team_abbr, is_home, has_data, has_events, has_chart,
 * events_incomplete, incomplete, events_source, chart_incomplete, places_known, no_distances, box_source, zones_trusted,
 * overtime_periods, team_seconds, the box, zones, blocks by zone, assisted_fg_makes, unassisted_fg_makes, and1_count.
 */
export function teamBoxes(ctx: SqlContext): string {
  const told = selectList({
    game_id: 's.game_id',
    game_date: 's.game_date',
    season: 's.season',
    season_type: 's.game_type',
    team_abbr: 's.team_abbr',
    opponent_team_abbr: 's.opponent_abbr',
    is_home: 's.is_home',
    has_data: 'e.game_id IS NOT NULL OR b.team_abbr IS NOT NULL OR p.team_abbr IS NOT NULL',
    has_events: 'e.game_id IS NOT NULL',
    events_incomplete: 'NOT s.events_whole',
    incomplete: 's.incomplete',
    events_source: eventBox.source,
    has_chart: 'e.game_id IS NULL AND z.game_id IS NOT NULL',
    zones_trusted: firstThat(
      [
        [
          'e.game_id IS NOT NULL',
          `COALESCE(NOT (${chartIncomplete('e')}) AND ${eventBox.located} AND ${eventBox.addsUpTo('b.fg_attempts')}, FALSE)`,
        ],
      ],
      'COALESCE(z.game_id IS NOT NULL AND z.fg_attempts = COALESCE(b.fg_attempts, z.fg_attempts), FALSE)',
    ),
    chart_incomplete: chartIncomplete('e'),
    places_known: `CASE WHEN e.game_id IS NOT NULL THEN ${placesKnown('e')} ELSE z.game_id IS NOT NULL END`,
    no_distances: `NOT ${eventBox.located}`,
    box_source: firstThat([
      ['e.game_id IS NOT NULL', eventBox.source],
      ['b.team_abbr IS NOT NULL', `'team_log'`],
      ['p.team_abbr IS NOT NULL', `'player_box_scores'`],
    ]),
    overtime_periods:
      'CASE WHEN e.game_id IS NOT NULL THEN e.overtime_periods WHEN m.periods >= 4 THEN m.periods - 4 END',
    ...columnsFrom(
      BOX_STATS,
      (name) =>
        `CASE WHEN e.game_id IS NOT NULL THEN e.${name} ELSE COALESCE(b.${name}, p.${name}${isCharted(name) ? `, z.${name}` : ''}) END`,
    ),
    ...columnsFrom(ZONE_STATS, (name) => `CASE WHEN e.game_id IS NOT NULL THEN e.${name} ELSE z.${name} END`),
    ...columnsOf('e', [...BLOCK_STATS, ...CREATION_STATS]),
  });
  return `(SELECT ${ctx.d.except('x', ZONE_STATS)},
  ${TEAM_REGULATION_SECONDS} + ${TEAM_OVERTIME_SECONDS} * overtime_periods AS team_seconds,
  ${selectList(columnsFrom(ZONE_STATS, ifTrusted))}
  FROM (SELECT ${told}
    FROM (${side(ctx, 'home', 'away')} UNION ALL ${side(ctx, 'away', 'home')}) s
    LEFT JOIN ${ctx.sameDate(TEAM_GAME_EVENTS)} e ON e.game_id = s.game_id AND e.team_abbr = s.team_abbr
    LEFT JOIN ${wholeCharts(ctx)} z ON z.game_id = s.game_id AND z.team_abbr = s.team_abbr
    LEFT JOIN (SELECT DISTINCT game_id FROM ${ctx.sameDate(BIGDATABALL_EVENTS)} x) t ON t.game_id = s.game_id
    LEFT JOIN ${ctx.sameDate(RAW_TEAM_BOXES)} b ON b.game_date = s.game_date AND b.team_abbr = s.logged_team
    LEFT JOIN ${playerSums(ctx)} p ON p.game_date = s.game_date AND p.team_abbr = s.boxed_team
    LEFT JOIN ${ctx.sameDate(RAW_GAME_SUMMARIES)} m ON m.game_id = s.game_id) x)`;
}

/** The due games of one side; a game that is not played yet owes no row. */
const side = (ctx: SqlContext, own: 'home' | 'away', other: 'home' | 'away') =>
  `SELECT ${selectList({
    ...columnsOf('g', ['game_id', 'game_date', 'season', 'game_type']),
    team_abbr: `g.${own}_abbr`,
    opponent_abbr: `g.${other}_abbr`,
    is_home: own === 'home' ? 'TRUE' : 'FALSE',
    events_whole: 'w.events_whole',
    // Its name where a source is whole, to join with: a condition beside the keys of an outer join costs more.
    logged_team: `CASE WHEN w.team_log_whole THEN g.${own}_abbr END`,
    boxed_team: `CASE WHEN w.box_score_whole THEN g.${own}_abbr END`,
    incomplete: PARTS,
  })}
    FROM ${ctx.sameDate(GAMES)} g JOIN ${ctx.sameDate(GAME_STATES)} w ON w.game_id = g.game_id
    JOIN ${ctx.sameDate(DUE_GAMES)} u ON u.game_id = g.game_id`;

/** What there is of a game of which some source has a part only; NULL if none has. */
const PARTS = firstThat(
  [['w.events_reason IS NOT NULL', `'events (' || w.events_source || '): ' || w.events_reason`]],
  'w.boxes_reason',
);

/** A team's box as the sum of those of its players, where a full box score of the team is printed. */
const playerSums = (ctx: SqlContext) =>
  `(SELECT * FROM (SELECT game_date, team_abbr, ${OF_A_TEAM} AS is_of_team,
  ${selectList(columnsFrom(BOX_STATS, (name) => `SUM(${name})`))}
    FROM ${ctx.sameDate(RAW_PLAYER_BOXES)} b WHERE source_kind = 'box_score' GROUP BY game_date, team_abbr) x WHERE is_of_team)`;

/**
 * Failure columns of a team-game that no source has whole.
 * @param row columns of `teamBoxes`: whether any source has the game, and what there is of a part of it
 */
export const noTeamData = (
  row: { readonly hasData: string; readonly incomplete: string },
  absent = 'no play-by-play, team log or box score of this game',
): string =>
  selectList({
    failure_category: firstThat(
      [
        [row.hasData, 'NULL'],
        [`${row.incomplete} IS NOT NULL`, `'INCOMPLETE_GAME'`],
      ],
      `'DATA_GAP'`,
    ),
    failure_reason: firstThat(
      [
        [row.hasData, 'NULL'],
        [`${row.incomplete} IS NOT NULL`, row.incomplete],
      ],
      `'${absent}'`,
    ),
  });
