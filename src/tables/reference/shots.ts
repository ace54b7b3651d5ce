import { AND_ONE_FOULS, EVENT, FREE_THROW } from '../../domain/event-codes.js';
import { shotValueSql } from '../../domain/event-points.js';
import { shotDistanceFtSql, THREE_POINT_FEET, zoneDetailSql, zoneSql } from '../../domain/zones.js';
import { RAW_SHOT_CHART } from '../../raw/tables/shot-chart.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { noFailures } from '../failure-rows.js';
import { SHOTS } from '../names.js';
import { columnsOf, firstThat, selectList } from '../select-list.js';
import { EVENT_READS, gameEvents, isOnlyNamed, isPlayer, teamOf, today } from './play-by-play.js';

export const shots: TableDefinition = {
  name: SHOTS,
  alias: 'shots',
  title: 'Shots',
  phase: 2,
  grain: 'a field-goal attempt',
  key: ['game_id', 'event_index'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'game', id: 'game_id', game: 'game_id' },
  trace: async () => (await import('./shots-trace.js')).shotTrace,
  reads: [...EVENT_READS, { table: RAW_SHOT_CHART, windows: today }],
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    col.integer('event_index', 'Order of the event in its game.', { min: 1 }),
    col.integer('event_num', 'EVENTNUM: joins the shot chart; of BigDataBall its play_id, which joins none.', {
      required: true,
    }),
    col.integer('player_id', 'Shooter; NULL for an attempt charged to the team.'),
    col.text('team_abbr', "The shooter's team.", { required: true }),
    col.text('opponent_team_abbr', 'The defending team.', { required: true }),
    col.integer('period', '1-4, 5 and up overtime.', { min: 1, max: 14, required: true }),
    col.integer('clock_seconds', 'Seconds left in the period.', { unit: 'seconds', min: 0, max: 720 }),
    col.integer('value', '2 or 3, from the event: never from the distance.', {
      unit: 'points',
      min: 2,
      max: 3,
      required: true,
    }),
    col.flag('made', 'Whether it went in.', { required: true }),
    col.double(
      'distance_ft',
      'From the chart, else the event: sqrt(x² + y²) / 10; else as printed in the text; NULL if none tells.',
      { unit: 'feet', min: 0, max: 100 },
    ),
    col.integer('x', 'Along the baseline from the basket.', { unit: 'tenths of a foot' }),
    col.integer('y', 'Up the court from the basket.', { unit: 'tenths of a foot' }),
    col.text('zone', 'paint, mid_range, three, or unknown for a two of unknown distance.', {
      values: ['paint', 'mid_range', 'three', 'unknown'],
      required: true,
      formula: 'three if worth 3; paint if at most 8 ft; mid_range if farther',
    }),
    col.text('zone_detail', 'A finer zone; adds up to zone.', {
      values: [
        'restricted_area',
        'paint_non_ra',
        'mid_range',
        'left_corner_3',
        'right_corner_3',
        'above_break_3',
        'backcourt',
        'unknown',
      ],
      required: true,
    }),
    col.flag('is_assisted', 'Made, and the event names somebody with the assist.', { required: true }),
    col.integer(
      'assisted_by',
      'Player with the assist; NULL, too, where the name he is given by is that of several or of none.',
    ),
    col.integer('blocked_by', 'Player with the block; he plays for opponent_team_abbr.'),
    col.flag('and_one', 'Made, and one free throw for a personal or shooting foul on the shooter at the same clock.', {
      required: true,
    }),
    col.text(
      'distance_source',
      'shot_chart, event (the play-by-play locates it), bigdataball (its location or distance) or text; NULL without distance.',
      { values: ['shot_chart', 'event', 'bigdataball', 'text'] },
    ),
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const printed = d.tryCast(
      d.regexpExtract(
        `CASE WHEN e.person1_type IN (5, 3) THEN e.visitor_description ELSE e.home_description END`,
        `([0-9]+)'`,
        1,
      ),
      'double',
    );
    const valueByDistance = `CASE WHEN COALESCE(chart_distance, event_distance) >= ${THREE_POINT_FEET}e0 THEN 3 ELSE 2 END`;
    const attempt = selectList({
      team_abbr: teamOf('e', 1),
      made: `e.event_type = ${EVENT.made}`,
      x: 'COALESCE(c.loc_x, e.loc_x)',
      y: 'COALESCE(c.loc_y, e.loc_y)',
      zone_basic: 'c.zone_basic',
      told_value: shotValueSql('e'),
      chart_distance: `COALESCE(${shotDistanceFtSql({ x: 'c.loc_x', y: 'c.loc_y' })}, ${d.cast('c.distance_ft', 'double')})`,
      event_distance: `COALESCE(${shotDistanceFtSql({ x: 'e.loc_x', y: 'e.loc_y' })}, e.shot_distance)`,
      text_distance: printed,
    });
    const columns = selectList({
      ...columnsOf('a', ['game_id', 'game_date', 'season', 'event_index', 'event_num']),
      player_id: `CASE WHEN ${isPlayer('a', 1)} THEN a.player1_id END`,
      team_abbr: 'a.team_abbr',
      opponent_team_abbr: 'CASE WHEN a.team_abbr = a.home_abbr THEN a.away_abbr ELSE a.home_abbr END',
      ...columnsOf('a', ['period', 'clock_seconds', 'value', 'made']),
      distance_ft: 'a.distance',
      x: 'a.x',
      y: 'a.y',
      zone: zoneSql({ value: 'a.value', distance: 'a.distance' }),
      zone_detail: zoneDetailSql({
        value: 'a.value',
        distance: 'a.distance',
        x: 'a.x',
        y: 'a.y',
        zoneBasic: 'a.zone_basic',
      }),
      is_assisted: `a.made AND (${isPlayer('a', 2)} OR ${isOnlyNamed('a', 2)})`,
      assisted_by: `CASE WHEN a.made AND ${isPlayer('a', 2)} THEN a.player2_id END`,
      blocked_by: 'CASE WHEN NOT a.made THEN a.player3_id END',
      and_one: 't.event_index IS NOT NULL AND f.player_id IS NOT NULL',
      distance_source: firstThat([
        ['a.chart_distance IS NOT NULL', `'shot_chart'`],
        [`a.event_distance IS NOT NULL AND a.event_source = 'bigdataball'`, `'bigdataball'`],
        ['a.event_distance IS NOT NULL', `'event'`],
        ['a.text_distance IS NOT NULL', `'text'`],
      ]),
    });
    return `
WITH ${d.materialized('events', gameEvents(ctx))},
chart AS (SELECT ${d.except('q', ['pick'])} FROM (
  SELECT c.*, ROW_NUMBER() OVER (PARTITION BY game_id, event_num ORDER BY source_row) AS pick
  FROM ${ctx.sameDate(RAW_SHOT_CHART)} c) q WHERE pick = 1),
-- A chart with other numbers, or of another game, would place the shot where another was taken. Whether it is the same shot is tested in
-- an inner join: as a condition of the outer one the engine would compare every event with every line of the charts.
charted AS (SELECT e.event_index, c.* FROM events e JOIN chart c ON c.game_id = e.game_id AND c.event_num = e.event_num
  WHERE e.event_source = 'play_by_play' AND (c.player_id = e.player1_id OR NOT (${isPlayer('e', 1)})) AND ${SAME_SHOT}),
attempts AS (
  SELECT e.*,
  ${attempt}
  FROM events e LEFT JOIN charted c ON c.game_id = e.game_id AND c.event_index = e.event_index
  WHERE e.event_type IN (${EVENT.made}, ${EVENT.missed})),
measured AS (
  SELECT ${d.except('a', ['told_value'])},
    COALESCE(a.told_value, ${valueByDistance}) AS value,
    COALESCE(chart_distance, event_distance, text_distance) AS distance
  FROM attempts a),
${andOneParts()}
SELECT ${columns},
  ${noFailures(ctx.d)}
FROM measured a
LEFT JOIN free_throws t ON t.game_id = a.game_id AND t.event_index = a.event_index
LEFT JOIN fouls f ON f.game_id = a.game_id AND f.period = a.period AND f.clock_seconds = a.clock_seconds AND f.player_id = a.player1_id`;
  },
};

/**
 * Makes that a one-of-one free throw follows, and the fouls that give those, by shooter and clock. The throw belongs to
 * the shooter's last make before it: who misses it and puts the rebound back at once has a second make at that clock.
 */
function andOneParts(): string {
  return `free_throws AS (SELECT DISTINCT game_id, shot_index AS event_index FROM (
  SELECT game_id, event_type, MAX(CASE WHEN event_type = ${EVENT.made} THEN event_index END)
    OVER (PARTITION BY game_id, period, clock_seconds, player1_id ORDER BY event_index ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS shot_index
  FROM events WHERE event_type = ${EVENT.made} OR (event_type = ${EVENT.freeThrow} AND action_type = ${FREE_THROW.plain[1][0]})) q
  WHERE event_type = ${EVENT.freeThrow}),
fouls AS (SELECT DISTINCT game_id, period, clock_seconds, player2_id AS player_id FROM events
  WHERE event_type = ${EVENT.foul} AND action_type IN ${AND_ONE_FOULS} AND player2_id IS NOT NULL)`;
}

/** Most seconds between the clocks of a shot in chart and event. Of 901,921 shots of four seasons two differ, by 5 and 7. */
const CLOCK_DIFFERS = 10;

/** Whether a line of the shot chart (c) agrees with the event (e) of the same number: period, result, and clock. */
const SAME_SHOT = `COALESCE(c.period, e.period) = e.period
    AND COALESCE(c.made, e.event_type = ${EVENT.made}) = (e.event_type = ${EVENT.made})
    AND ABS(COALESCE(c.clock_seconds, e.clock_seconds) - e.clock_seconds) <= ${CLOCK_DIFFERS}`;
