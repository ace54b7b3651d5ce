import { BOX } from '../fields/box.js';
import { playingTime } from '../fields/clocks.js';
import { gameId, matchup, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { constant, expression, text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_PLAYER_BOXES } from '../tables/player-boxes.js';

const minutes = playingTime('min');
const match = matchup('matchup');

export const PLAYER_GAME_LOGS: RawSource = {
  kind: 'player_game_logs',
  description: "the league's player game log, with or without game id: those who played",
  table: RAW_PLAYER_BOXES,
  detect: (c) => hasAll(c, 'player_id', 'matchup', 'game_date', 'min') && !c.has('comment'),
  fields: {
    source_kind: constant('game_log'),
    game_id: gameId('game_id', {}),
    game_date: date('game_date', { required: true }),
    season_type: text('season_type'),
    player_id: integer('player_id', { required: true, min: 1 }),
    player_name: text('player_name', { required: true }),
    team_id: optionalId('team_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    opponent_abbr: match.opponent,
    is_home: match.isHome,
    win_loss: text('wl'),
    has_start_position: expression('FALSE'),
    seconds: minutes.seconds,
    minutes_whole: minutes.minutesWhole,
    ...BOX,
  },
};
