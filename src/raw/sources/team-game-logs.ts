import { BOX } from '../fields/box.js';
import { playingTime } from '../fields/clocks.js';
import { gameId, matchup, team } from '../fields/identity.js';
import { optionalId } from '../fields/numbers.js';
import { text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_TEAM_BOXES } from '../tables/team-boxes.js';

const minutes = playingTime('min');
const match = matchup('matchup');

export const TEAM_GAME_LOGS: RawSource = {
  kind: 'team_game_logs',
  description: "the league's team game log",
  table: RAW_TEAM_BOXES,
  detect: (c) =>
    hasAll(c, 'team_abbreviation', 'matchup', 'game_date', 'pts') && !c.has('player_id') && !c.has('player_name'),
  fields: {
    game_id: gameId('game_id', {}),
    game_date: date('game_date', { required: true }),
    season_type: text('season_type'),
    team_id: optionalId('team_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    opponent_abbr: match.opponent,
    is_home: match.isHome,
    win_loss: text('wl'),
    minutes: minutes.minutesWhole,
    ...BOX,
  },
};
