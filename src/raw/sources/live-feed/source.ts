import { feedClock } from '../../fields/clocks.js';
import { gameId, team } from '../../fields/identity.js';
import { decimal, integer, optionalId } from '../../fields/numbers.js';
import { expression, text } from '../../fields/text.js';
import { type Fields, hasAll, type RawSource } from '../../raw-source.js';
import { RAW_PLAY_BY_PLAY } from '../../tables/play-by-play.js';
import { liveFeedDocument } from './document.js';

const eventType = integer('v2_eventtype', { min: 0 });

const person = (n: number): Fields => ({
  [`person${n}_type`]: integer(`v2_person${n}type`),
  [`player${n}_id`]: optionalId(`v2_player${n}id`),
  [`player${n}_name`]: text(`v2_player${n}name`),
  [`player${n}_team_id`]: optionalId(`v2_player${n}teamid`),
  [`player${n}_team_abbr`]: team(`v2_player${n}team`),
});

const isShot = `s.v2_eventtype IN ('1', '2')`;

export const LIVE_FEED: RawSource = {
  kind: 'play_by_play_live',
  description: "the league's live-feed play-by-play, as JSON",
  table: RAW_PLAY_BY_PLAY,
  json: liveFeedDocument,
  // The v2 fields are the adapter's (actions.ts).
  detect: (c) => hasAll(c, 'gameid', 'actionnumber', 'actiontype', 'clock', 'period', 'v2_eventtype'),
  fields: {
    game_id: gameId('gameid'),
    event_num: integer('actionnumber', { required: true }),
    event_type: {
      ...eventType,
      reads: [...eventType.reads, 'actiontype'],
      checks: [{ field: 'actiontype', bad: 's.v2_eventtype IS NULL', reason: 'unknown action type' }],
    },
    action_type: integer('v2_actiontype'),
    period: integer('period', { required: true, min: 1, max: 14 }),
    clock_seconds: feedClock('clock'),
    wall_clock: text('timeactual'),
    home_description: text('v2_homedescription'),
    neutral_description: text('v2_neutraldescription'),
    visitor_description: text('v2_visitordescription'),
    score: expression(
      `CASE WHEN s.shotresult = 'Made' THEN s.scoreaway || ' - ' || s.scorehome END`,
      ...['shotresult', 'scoreaway', 'scorehome'],
    ),
    ...person(1),
    ...person(2),
    ...person(3),
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
  windows: {
    event_index: 'ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY source_row)',
    is_duplicate: 'is_copy',
  },
};
