import { team } from '../fields/identity.js';
import { americanOdds, decimal, spread } from '../fields/numbers.js';
import { constant, expression } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_GAME_ODDS } from '../tables/game-odds.js';

/** One line per team at or near the close, by no book and without a time. */
export const GAME_ODDS: RawSource = {
  kind: 'game_odds',
  description: 'closing spread, moneyline and total per team-game',
  table: RAW_GAME_ODDS,
  detect: (c) => hasAll(c, 'date', 'team', 'spread', 'ml', 'total'),
  fields: {
    game_date: date('date', { required: true }),
    team_abbr: team('team', { required: true }),
    is_home: expression(`CASE s.ah WHEN 'H' THEN TRUE WHEN 'A' THEN FALSE END`, 'ah'),
    book: constant('unnamed'),
    line_kind: constant('closing'),
    spread: spread('spread'),
    moneyline: americanOdds('ml'),
    total: decimal('total', { min: 0, max: 400 }),
  },
};
