import { gameId, matchup, team } from '../fields/identity.js';
import { text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_TEAM_GAME_INDEX } from '../tables/team-game-index.js';

const match = matchup('matchup');

export const TEAM_GAME_INDEX: RawSource = {
  kind: 'team_game_index',
  description: 'which games a team played: ids, dates, opponents',
  table: RAW_TEAM_GAME_INDEX,
  detect: (c) =>
    hasAll(c, 'game_id', 'team_abbreviation', 'matchup', 'game_date') && !c.has('pts') && !c.has('player_id'),
  fields: {
    game_id: gameId('game_id'),
    team_abbr: team('team_abbreviation', { required: true }),
    game_date: date('game_date', { required: true }),
    matchup: text('matchup', { required: true }),
    is_home: match.isHome,
    opponent_abbr: match.opponent,
    win_loss: text('wl'),
  },
};
