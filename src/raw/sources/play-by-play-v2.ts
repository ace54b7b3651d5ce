import { gameClock } from '../fields/clocks.js';
import { gameId, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { text } from '../fields/text.js';
import { type Fields, hasAll, type RawSource } from '../raw-source.js';
import { RAW_PLAY_BY_PLAY } from '../tables/play-by-play.js';

const person = (n: number): Fields => ({
  [`person${n}_type`]: integer(`person${n}type`),
  [`player${n}_id`]: optionalId(`player${n}_id`),
  [`player${n}_name`]: text(`player${n}_name`),
  [`player${n}_team_id`]: optionalId(`player${n}_team_id`),
  [`player${n}_team_abbr`]: team(`player${n}_team_abbreviation`),
});

export const PLAY_BY_PLAY: RawSource = {
  kind: 'play_by_play_v2',
  description: "the league's PlayByPlayV2 events",
  table: RAW_PLAY_BY_PLAY,
  detect: (c) => hasAll(c, 'game_id', 'eventnum', 'eventmsgtype', 'pctimestring'),
  needs: [
    'eventmsgactiontype',
    'period',
    'homedescription',
    'visitordescription',
    ...[1, 2, 3].flatMap((n) => [`person${n}type`, `player${n}_id`, `player${n}_name`]),
  ],
  fields: {
    game_id: gameId('game_id'),
    event_num: integer('eventnum', { required: true }),
    event_type: integer('eventmsgtype', { required: true, min: 0 }),
    action_type: integer('eventmsgactiontype'),
    period: integer('period', { required: true, min: 1, max: 14 }),
    clock_seconds: gameClock('pctimestring'),
    wall_clock: text('wctimestring'),
    home_description: text('homedescription'),
    neutral_description: text('neutraldescription'),
    visitor_description: text('visitordescription'),
    score: text('score'),
    ...person(1),
    ...person(2),
    ...person(3),
  },
  windows: {
    event_index: 'ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY source_row)',
    is_duplicate: 'is_copy',
  },
};
