import { playerLookup, team } from '../fields/identity.js';
import { americanOdds, decimal } from '../fields/numbers.js';
import { lower } from '../fields/quotes.js';
import { constant, text } from '../fields/text.js';
import { date, utcTime } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_PROP_ODDS } from '../tables/prop-odds.js';

export const PROPS_PRA: RawSource = {
  kind: 'player_props_pra',
  description: 'points + rebounds + assists lines with quote time and both prices',
  table: RAW_PROP_ODDS,
  detect: (c) => hasAll(c, 'player_name', 'event_id', 'bookmaker', 'line', 'over_price', 'under_price'),
  fields: {
    provider_game_id: text('event_id', { required: true }),
    game_date: date('event_date', { required: true }),
    home_abbr: team('home_team', { required: true }),
    away_abbr: team('away_team', { required: true }),
    player_name: text('player_name', { required: true }),
    player_lookup: playerLookup('player_name'),
    market: constant('points_rebounds_assists'),
    book: lower('bookmaker'),
    quoted_at: utcTime('timestamp'),
    side: constant('both'),
    line: decimal('line', { required: true, min: 0, max: 300 }),
    over_price: americanOdds('over_price'),
    under_price: americanOdds('under_price'),
  },
};
