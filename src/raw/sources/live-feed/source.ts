import { feedClock } from '../../fields/clocks.js';
import { gameId } from '../../fields/identity.js';
import { decimal, integer } from '../../fields/numbers.js';
import { expression, text } from '../../fields/text.js';
import { hasAll, type RawSource } from '../../raw-source.js';
import { RAW_PLAY_BY_PLAY } from '../../tables/play-by-play.js';
import { EVENT_WINDOWS, V2_FIELDS } from '../v2-fields.js';
import { V2_COLUMNS } from '../v2-persons.js';
import { ACTION_FIELDS, tellLiveFeed } from './actions.js';
import { gameActions } from './document.js';

const isShot = `s.v2_eventtype IN ('1', '2')`;

export const LIVE_FEED: RawSource = {
  kind: 'play_by_play_live',
  description: "the league's live-feed play-by-play, as JSON or CSV",
  table: RAW_PLAY_BY_PLAY,
  json: gameActions,
  perGame: { game: 'gameId', reads: ACTION_FIELDS, adds: V2_COLUMNS, tell: tellLiveFeed },
  // PlayByPlayV3 lies in the same place, and tells the side of an action by its location; without persons' ids in their roles nothing is counted right.
  detect: (c) =>
    hasAll(c, 'gameid', 'actionnumber', 'actiontype', 'clock', 'period', 'personid') &&
    !c.has('actionid') &&
    !c.has('location'),
  needs: ['subtype', 'scorehome', 'scoreaway', 'teamtricode'],
  fields: {
    game_id: gameId('gameid'),
    event_num: integer('actionnumber', { required: true }),
    period: integer('period', { required: true, min: 1, max: 14 }),
    clock_seconds: feedClock('clock'),
    wall_clock: text('timeactual'),
    // The ends of periods and of the game tell of baskets that the feed lacks.
    score: expression(
      `CASE WHEN (s.v2_eventtype IN ('1', '3') AND LOWER(s.shotresult) = 'made') OR s.v2_eventtype = '13' OR LOWER(s.actiontype) = 'game'
        THEN s.scoreaway || ' - ' || s.scorehome END`,
      ...['v2_eventtype', 'actiontype', 'shotresult', 'scoreaway', 'scorehome'],
    ),
    ...V2_FIELDS,
    // A heave is thrown from behind half-court.
    shot_value: expression(
      `CASE WHEN ${isShot} THEN CASE LOWER(s.actiontype) WHEN '2pt' THEN 2 ELSE 3 END END`,
      ...['v2_eventtype', 'actiontype'],
    ),
    shot_made: {
      sql: `CASE WHEN s.v2_eventtype IN ('1', '2', '3') THEN CASE LOWER(s.shotresult) WHEN 'made' THEN TRUE WHEN 'missed' THEN FALSE END END`,
      reads: ['v2_eventtype', 'shotresult'],
      checks: [
        {
          field: 'shotresult',
          bad: `s.v2_eventtype IN ('1', '2', '3') AND LOWER(COALESCE(s.shotresult, '')) NOT IN ('made', 'missed')`,
          reason: 'neither made nor missed',
        },
      ],
    },
    shot_distance: decimal('shotdistance', { min: 0, max: 100 }),
    loc_x: integer('xlegacy', { min: -300, max: 300 }),
    loc_y: integer('ylegacy', { min: -100, max: 950 }),
  },
  windows: EVENT_WINDOWS,
};
