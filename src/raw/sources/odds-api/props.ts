import { playerLookup } from '../../fields/identity.js';
import { americanOdds, decimal } from '../../fields/numbers.js';
import { constant, text } from '../../fields/text.js';
import { hasAll, type RawSource } from '../../raw-source.js';
import type { JsonAdapter } from '../../readers/json-adapter.js';
import { RAW_PROP_ODDS } from '../../tables/prop-odds.js';
import { AWAY, adapterOf, HOME, IS_QUOTE, QUOTE_FIELDS } from './fields.js';

export const PROPS_OF_DOCUMENT: JsonAdapter = adapterOf('player props of The Odds API', 'players');

export const ODDS_API_PROPS: RawSource = {
  kind: 'odds_api_props',
  description: 'player lines of The Odds API, also of the past: a book, its time, both prices; alternate lines apart',
  table: RAW_PROP_ODDS,
  json: PROPS_OF_DOCUMENT,
  detect: (c) => hasAll(c, 'odds_event_id', 'market', 'player'),
  fields: {
    ...QUOTE_FIELDS,
    home_abbr: HOME,
    away_abbr: AWAY,
    player_name: text('player'),
    player_lookup: playerLookup('player'),
    market: { ...text('market'), sql: `regexp_replace(s.market, '^player_', '')` },
    side: constant('both'),
    line: decimal('point'),
    over_price: americanOdds('over_price'),
    under_price: americanOdds('under_price'),
  },
  variants: [{ fields: {}, when: IS_QUOTE }],
};
