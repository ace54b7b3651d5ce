import { feedClock } from '../../fields/clocks.js';
import { gameId } from '../../fields/identity.js';
import { integer } from '../../fields/numbers.js';
import { expression } from '../../fields/text.js';
import { hasAll, type RawSource } from '../../raw-source.js';
import { RAW_PLAY_BY_PLAY } from '../../tables/play-by-play.js';
import { EVENT_WINDOWS, V2_FIELDS } from '../v2-fields.js';
import { V2_COLUMNS } from '../v2-persons.js';
import { ACTION_FIELDS, tellV3 } from './actions.js';

const isShot = `s.v2_eventtype IN ('1', '2')`;

/** xLegacy and yLegacy are 0, 0 where nothing was located. */
const located = (column: string, max: { readonly min: number; readonly max: number }) => {
  const place = integer(column, max);
  return { ...place, sql: `CASE WHEN ${isShot} THEN ${place.sql} END`, reads: [...place.reads, 'v2_eventtype'] };
};

export const PLAY_BY_PLAY_V3: RawSource = {
  kind: 'play_by_play_v3',
  description: "the league's PlayByPlayV3 events, as CSV or JSON",
  table: RAW_PLAY_BY_PLAY,
  perGame: { game: 'gameId', reads: ACTION_FIELDS, adds: V2_COLUMNS, tell: tellV3 },
  detect: (c) =>
    hasAll(c, 'gameid', 'actionnumber', 'actiontype', 'clock', 'period', 'personid') &&
    (c.has('actionid') || c.has('location')),
  // Without actionId nothing tells the order.
  needs: [
    'actionid',
    'subtype',
    'description',
    'location',
    'teamid',
    'teamtricode',
    'playername',
    'xlegacy',
    'ylegacy',
  ],
  fields: {
    game_id: gameId('gameid'),
    event_num: integer('actionnumber', { required: true }),
    period: integer('period', { required: true, min: 1, max: 14 }),
    clock_seconds: feedClock('clock'),
    score: expression(
      `CASE WHEN s.scorehome IS NOT NULL AND s.v2_eventtype IN ('1', '3', '13') THEN s.scoreaway || ' - ' || s.scorehome END`,
      ...['scorehome', 'scoreaway', 'v2_eventtype'],
    ),
    ...V2_FIELDS,
    shot_value: expression(
      `CASE WHEN ${isShot} THEN CASE WHEN s.description LIKE '%3PT%' THEN 3 ELSE 2 END END`,
      ...['v2_eventtype', 'description'],
    ),
    shot_made: expression(
      `CASE s.v2_eventtype WHEN '1' THEN TRUE WHEN '2' THEN FALSE WHEN '3' THEN s.description NOT LIKE 'MISS%' END`,
      ...['v2_eventtype', 'description'],
    ),
    // shotDistance is 0 for threes under 23.5 ft: the distance follows from the place.
    loc_x: located('xlegacy', { min: -300, max: 300 }),
    loc_y: located('ylegacy', { min: -100, max: 950 }),
  },
  windows: EVENT_WINDOWS,
};
