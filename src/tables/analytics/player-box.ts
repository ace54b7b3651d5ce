import { LONGEST_SECONDS } from '../../domain/minutes.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { BLOCK_STATS, BOX_STATS, CREATION_STATS, ZONE_STATS } from '../box-columns.js';
import {
  BIGDATABALL_EVENTS,
  GAME_STATES,
  GAMES,
  PLAYER_GAME_CHARTS,
  PLAYER_GAME_EVENTS,
  PLAYER_MINUTES,
  TEAM_GAME_EVENTS,
} from '../names.js';
import type { Read } from '../read-window.js';
import { columnsFrom, columnsOf, firstThat, type SelectList, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { chartAgrees, chartCount, isCharted, wholeCharts } from './chart-box.js';
import { chartIncomplete, eventBox, ifTrusted, placesKnown } from './event-box.js';

const today = [{ kind: 'same_date' }] as const;

/** A time that nobody can be on court is an error of its source: it counts as not printed. */
const possibleTime = (sql: string, longest: number) => `CASE WHEN ${sql} <= ${longest} THEN ${sql} END`;
const WHOLE_MINUTES = possibleTime('COALESCE(b.minutes_whole, l.minutes_whole)', LONGEST_SECONDS / 60);

/** What `playerBoxes` reads. */
export const PLAYER_BOX_READS: readonly Read[] = [
  GAMES,
  GAME_STATES,
  PLAYER_GAME_EVENTS,
  PLAYER_GAME_CHARTS,
  BIGDATABALL_EVENTS,
  PLAYER_MINUTES,
  TEAM_GAME_EVENTS,
  RAW_PLAYER_BOXES,
].map((table) => ({
  table,
  windows: today,
}));

/**
 * One row per player that any source names in a game of the dates: events, full box score, game log. Counts come from
 * the first of these that has the column; minutes from the box score's mm:ss, then from line-ups, then whole minutes of
 * the log. A player has played if he has seconds, or a log lists him with a minute or a count; what a game
 * without play-by-play leaves unobserved stays NULL.
 */
export function playerBoxes(ctx: SqlContext): string {
  const told = selectList({
    game_id: 'g.game_id',
    game_date: 'g.game_date',
    season: 'g.season',
    season_type: 'g.game_type',
    player_id: 'k.player_id',
    player_name: 'COALESCE(b.player_name, l.player_name, e.player_name)',
    team_abbr: 'k.team_abbr',
    opponent_team_abbr: 'CASE WHEN k.team_abbr = g.home_abbr THEN g.away_abbr ELSE g.home_abbr END',
    is_home: 'k.team_abbr = g.home_abbr',
    printed_seconds: possibleTime('COALESCE(b.seconds, l.seconds)', LONGEST_SECONDS),
    line_up_seconds: `CASE WHEN NOT (${TOOK_NO_PART}) AND ${ADDS_UP} THEN m.seconds_played END`,
    whole_minutes: WHOLE_MINUTES,
    is_starter: 'CASE WHEN b.has_start_position THEN b.start_position IS NOT NULL ELSE m.is_starter END',
    in_log: `l.player_id IS NOT NULL AND NOT (${BLANK_LOG})`,
    in_box_score: 'b.player_id IS NOT NULL',
    seen_on_court: 'm.player_id IS NOT NULL OR h.game_id IS NULL',
    status_reason: 'b.comment',
    plus_minus: 'COALESCE(l.plus_minus, b.plus_minus)',
    has_events: 'e.player_id IS NOT NULL',
    events_incomplete: 'NOT w.events_whole',
    events_source: eventBox.source,
    has_chart: 'e.player_id IS NULL AND r.team_abbr IS NOT NULL',
    zones_trusted: firstThat(
      [
        [
          'e.player_id IS NOT NULL',
          `COALESCE(NOT (${chartIncomplete('c')}) AND ${eventBox.located} AND ${eventBox.addsUpTo('l.fg_attempts')}, FALSE)`,
        ],
      ],
      CHART_TRUSTED,
    ),
    chart_incomplete: chartIncomplete('c'),
    places_known: `CASE WHEN e.player_id IS NOT NULL THEN ${placesKnown('c')} ELSE r.whole IS TRUE END`,
    no_distances: `NOT ${eventBox.located}`,
    box_source: firstThat(
      [
        ['e.player_id IS NOT NULL', eventBox.source],
        ['b.player_id IS NOT NULL', `'box_score'`],
      ],
      `'game_log'`,
    ),
    ...columnsFrom(BOX_STATS, (name) => `COALESCE(e.${name}, b.${name}, l.${name}${charted(name)})`),
    ...columnsFrom(
      ZONE_STATS,
      (name) => `CASE WHEN e.player_id IS NOT NULL THEN e.${name} ELSE ${chartCount(name)} END`,
    ),
    ...columnsOf('e', [...BLOCK_STATS, ...CREATION_STATS]),
  });
  return `(SELECT ${ctx.d.except('y', [...ZONE_STATS, ...MEASURES])},
  ${selectList({ ...statusColumns, ...columnsFrom(ZONE_STATS, ifTrusted) })}
  FROM (SELECT x.*,
  ${selectList(secondsColumns)}
  FROM (SELECT ${told}
    FROM ${namedInGames(ctx)} k
    JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = k.game_id AND g.is_counting
    JOIN ${ctx.sameDate(GAME_STATES)} w ON w.game_id = k.game_id
    LEFT JOIN ${ctx.sameDate(PLAYER_GAME_EVENTS)} e ON e.game_id = k.game_id AND e.player_id = k.player_id
    LEFT JOIN ${ctx.sameDate(TEAM_GAME_EVENTS)} c ON c.game_id = k.game_id AND c.team_abbr = k.team_abbr
    LEFT JOIN ${ctx.sameDate(PLAYER_GAME_CHARTS)} z ON z.game_id = k.game_id AND z.player_id = k.player_id
    LEFT JOIN ${chartsOfTeams(ctx)} r ON r.game_id = k.game_id AND r.team_abbr = k.team_abbr
    LEFT JOIN (SELECT DISTINCT game_id FROM ${ctx.sameDate(BIGDATABALL_EVENTS)} x) t ON t.game_id = k.game_id
    LEFT JOIN (SELECT DISTINCT game_id FROM ${ctx.sameDate(PLAYER_MINUTES)} x) h ON h.game_id = k.game_id
    LEFT JOIN ${ctx.sameDate(PLAYER_MINUTES)} m ON m.game_id = k.game_id AND m.player_id = k.player_id
    LEFT JOIN ${printedBoxes(ctx, 'box_score')} b ON b.game_id = k.game_id AND b.player_id = k.player_id
    LEFT JOIN ${printedBoxes(ctx, 'game_log')} l ON l.game_id = k.game_id AND l.player_id = k.player_id) x) y)`;
}

/** The shot chart is complete for his team, and his shots in it agree with his box score or log. */
const CHART_TRUSTED = `r.whole IS TRUE AND ${chartAgrees((name) => `COALESCE(b.${name}, l.${name})`)}`;

/** Field goals that no box score or log prints come from the shot chart. */
const charted = (name: string) =>
  isCharted(name) ? `, CASE WHEN e.player_id IS NULL AND ${CHART_TRUSTED} THEN ${chartCount(name)} END` : '';

/** SQL: the line of the log has 0 minutes and no counts, as in logs that also list players who did not play. */
const BLANK_LOG = `COALESCE(l.seconds, 60 * l.minutes_whole) = 0 AND COALESCE(${BOX_STATS.map((name) => `l.${name}`).join(', ')}) IS NULL`;

/** Nothing that the events count is his. */
const NOTHING_COUNTED =
  'e.points + e.fg_attempts + e.ft_attempts + e.rebounds + e.assists + e.steals + e.blocks + e.turnovers + e.personal_fouls = 0';

/**
 * He is named by substitutions alone, and who prints all men of his team says that he did not play: a substitution entered
 * by mistake. A log lists whoever played; five men of a team are more than one man's log.
 */
const TOOK_NO_PART = `COALESCE(${NOTHING_COUNTED}, FALSE) AND l.player_id IS NULL
      AND CASE WHEN b.player_id IS NULL THEN k.log_men >= 5 ELSE b.comment IS NOT NULL AND COALESCE(b.seconds, 0) = 0 END`;

/**
 * If the seconds of a team do not add up to five players for the whole game, a substitution is missing. Line-up seconds then
 * count only where a log prints whole minutes, which they must not contradict.
 */
const ADDS_UP = `(m.is_consistent OR ${WHOLE_MINUTES} IS NOT NULL)`;

/**
 * A few team-games lack a substitution, and one box score was printed without its overtime: what contradicts the log of
 * whole minutes by more than a minute is not believed.
 */
const believed = (seconds: string) =>
  `CASE WHEN whole_minutes IS NULL OR ABS(${seconds} - 60 * whole_minutes) <= 60 THEN ${seconds} END`;

const secondsColumns: SelectList = {
  believed_print: believed('printed_seconds'),
  believed_line_ups: believed('line_up_seconds'),
  logged_seconds: 'NULLIF(60 * whole_minutes, 0)',
};

/** What is told of a player's time, of which his seconds and his status are made. */
const MEASURES = [
  'printed_seconds',
  'line_up_seconds',
  'whole_minutes',
  'in_log',
  'in_box_score',
  'seen_on_court',
  ...Object.keys(secondsColumns),
];

const SECONDS = 'COALESCE(believed_print, believed_line_ups, logged_seconds)';

const statusColumns: SelectList = {
  seconds_played: SECONDS,
  minutes_source: firstThat([
    ['believed_print IS NOT NULL', `'box_score'`],
    ['believed_line_ups IS NOT NULL', `'line_ups'`],
    ['logged_seconds IS NOT NULL', `'whole_minutes'`],
  ]),
  under_a_minute: `${SECONDS} IS NULL AND whole_minutes = 0`,
  player_status: firstThat(
    [
      // A log also lists who got a technical on the bench: 0 minutes, and no event of the game sees him on court.
      [`${SECONDS} > 0 OR (in_log AND (seen_on_court OR whole_minutes > 0))`, `'played'`],
      [`UPPER(LEFT(status_reason, 3)) IN ('DNP', 'DND', 'NWT')`, 'LOWER(LEFT(status_reason, 3))'],
      ['in_box_score AND status_reason IS NOT NULL', `'inactive'`],
    ],
    `'dnp'`,
  ),
};

/** Teams of which there is a chart, and whether it has all their shots. */
const chartsOfTeams = (ctx: SqlContext) =>
  `(SELECT c.game_id, c.team_abbr, w.game_id IS NOT NULL AS whole
    FROM (SELECT DISTINCT game_id, team_abbr FROM ${ctx.sameDate(PLAYER_GAME_CHARTS)} x) c
    LEFT JOIN ${wholeCharts(ctx)} w ON w.game_id = c.game_id AND w.team_abbr = c.team_abbr)`;

/** What a source prints of the players of counting games, where it is of the whole game. */
const printedBoxes = (ctx: SqlContext, kind: 'box_score' | 'game_log') =>
  `(SELECT g.game_id, ${ctx.d.except('b', ['game_id', 'game_date'])} FROM ${ctx.sameDate(RAW_PLAYER_BOXES)} b
    JOIN ${ctx.sameDate(GAMES)} g ON g.game_date = b.game_date AND b.team_abbr IN (g.home_abbr, g.away_abbr)
    JOIN ${ctx.sameDate(GAME_STATES)} w ON w.game_id = g.game_id AND w.${kind}_whole
    WHERE b.source_kind = '${kind}' AND g.is_counting)`;

/** Whom any source names in a game, and for which team; log_men: how many of the team a log lists. */
const namedInGames = (ctx: SqlContext) =>
  `(SELECT n.*, SUM(in_log) OVER (PARTITION BY game_id, team_abbr) AS log_men
      FROM (SELECT game_id, player_id, MIN(team_abbr) AS team_abbr, MAX(in_log) AS in_log FROM (
        SELECT game_id, player_id, team_abbr, 0 AS in_log FROM ${ctx.sameDate(PLAYER_GAME_EVENTS)} x
        UNION ALL SELECT game_id, player_id, team_abbr, 0 FROM ${printedBoxes(ctx, 'box_score')} x
        UNION ALL SELECT game_id, player_id, team_abbr, 1 FROM ${printedBoxes(ctx, 'game_log')} x) named GROUP BY game_id, player_id) n)`;
