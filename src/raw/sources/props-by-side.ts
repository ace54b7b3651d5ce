import { playerLookup, team } from '../fields/identity.js';
import { americanOdds, decimal } from '../fields/numbers.js';
import { lower } from '../fields/quotes.js';
import { text } from '../fields/text.js';
import { easternDate, utcTime } from '../fields/times.js';
import { type Field, hasAll, type RawSource } from '../raw-source.js';
import { RAW_PROP_ODDS } from '../tables/prop-odds.js';

/** player_points -> points; markets of several statistics keep their order. */
const market: Field = {
  ...text('market', { required: true }),
  sql: `regexp_replace(LOWER(s.market), '^player_', '')`,
};

export const PROPS_PICKEM: RawSource = {
  kind: 'player_props_by_side',
  description: 'player lines, one row per side, without a quote time',
  table: RAW_PROP_ODDS,
  detect: (c) => hasAll(c, 'player', 'market', 'bookmaker', 'side', 'line', 'commence_time'),
  fields: {
    provider_game_id: text('game_id', { required: true }),
    game_date: easternDate('commence_time', { required: true }),
    tipoff_at: utcTime('commence_time', { required: true }),
    home_abbr: team('home_team', { required: true }),
    away_abbr: team('away_team', { required: true }),
    player_name: text('player', { required: true }),
    player_lookup: playerLookup('player'),
    market,
    book: lower('bookmaker'),
    quoted_at: utcTime('timestamp'),
    side: lower('side'),
    line: decimal('line', { required: true, min: 0, max: 200 }),
    over_price: priceOf('over'),
    under_price: priceOf('under'),
  },
};

function priceOf(side: string): Field {
  const odds = americanOdds('price');
  return { ...odds, sql: `CASE WHEN LOWER(s.side) = '${side}' THEN ${odds.sql} END`, reads: ['price', 'side'] };
}
