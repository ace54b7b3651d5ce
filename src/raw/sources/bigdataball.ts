import { gameClock } from '../fields/clocks.js';
import { gameId, team } from '../fields/identity.js';
import { decimal, integer } from '../fields/numbers.js';
import { text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { type Field, type Fields, hasAll, type RawSource } from '../raw-source.js';
import { RAW_BIGDATABALL } from '../tables/bigdataball.js';

/** A name; since October 2024 some carry a number in front. */
const name = (column: string): Field => ({
  sql: `NULLIF(regexp_replace(s."${column}", '^[0-9]+[ .,:#_-]*', ''), '')`,
  reads: [column],
});

const ON_COURT = ['a', 'h'].flatMap((side) => [1, 2, 3, 4, 5].map((n) => `${side}${n}`));
const ROLES = ['player', 'assist', 'block', 'steal', 'entered', 'opponent', 'away', 'home', 'possession'];
const PLACES = ['original_x', 'original_y', 'converted_x', 'converted_y'];

const each = (columns: readonly string[], field: (column: string) => Field): Fields =>
  Object.fromEntries(columns.map((column) => [column, field(column)]));

export const BIG_DATA_BALL: RawSource = {
  kind: 'bigdataball_play_by_play',
  description: 'BigDataBall events, with the ten names on court',
  table: RAW_BIGDATABALL,
  detect: (c) => hasAll(c, 'game_id', 'data_set', 'play_id', 'a1', 'h5', 'event_type', 'remaining_time'),
  // Its events are counted by who did what: a play without its assist or its text reads as one that had none.
  needs: [
    ...['date', ...ON_COURT, 'period', 'team', 'player', 'assist', 'block', 'steal', 'entered', 'left', 'opponent'],
    ...['away', 'home', 'num', 'outof', 'points', 'reason', 'result', 'type', 'description'],
  ],
  fields: {
    game_id: gameId('game_id'),
    play_id: integer('play_id', { required: true }),
    game_date: date('date', { required: true }),
    ...each([...ON_COURT, ...ROLES], name),
    left_court: name('left'),
    period: integer('period', { required: true, min: 1, max: 14 }),
    away_score: integer('away_score', { min: 0 }),
    home_score: integer('home_score', { min: 0 }),
    clock_seconds: gameClock('remaining_time'),
    team_abbr: team('team'),
    event_type: text('event_type'),
    num: integer('num'),
    outof: integer('outof'),
    points: integer('points', { min: 0, max: 4 }),
    reason: text('reason'),
    result: text('result'),
    type: text('type'),
    shot_distance: decimal('shot_distance', { min: 0, max: 100 }),
    ...each(PLACES, decimal),
    description: text('description'),
  },
  windows: {
    event_index: 'ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY source_row)',
    is_duplicate: 'is_copy',
  },
};
