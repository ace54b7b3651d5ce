import { BOX } from '../fields/box.js';
import { playingTime } from '../fields/clocks.js';
import { gameDateOf, gameId, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { constant, expression, text } from '../fields/text.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { BOX_SCORE_COVERS, RAW_PLAYER_BOXES } from '../tables/player-boxes.js';

const minutes = playingTime('min');

export const PLAYER_BOX_SCORES: RawSource = {
  kind: 'player_box_scores',
  covers: BOX_SCORE_COVERS,
  description: "the league's full box score: starters, reasons of absence, minutes as mm:ss",
  table: RAW_PLAYER_BOXES,
  detect: (c) => hasAll(c, 'game_id', 'player_id', 'start_position', 'comment'),
  // The sibling endpoints (advanced, usage, four factors) have the same identity and none of the counts.
  needs: ['pts', 'fga'],
  fields: {
    source_kind: constant('box_score'),
    game_id: gameId('game_id'),
    game_date: gameDateOf('game_id'),
    player_id: integer('player_id', { required: true, min: 1 }),
    player_name: text('player_name', { required: true }),
    team_id: optionalId('team_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    start_position: text('start_position'),
    has_start_position: expression('TRUE'),
    comment: text('comment'),
    seconds: minutes.seconds,
    minutes_whole: minutes.minutesWhole,
    ...BOX,
  },
};
