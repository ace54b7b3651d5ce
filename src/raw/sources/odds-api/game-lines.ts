import { americanOdds, decimal } from '../../fields/numbers.js';
import { constant } from '../../fields/text.js';
import { hasAll, type RawSource, type Variant } from '../../raw-source.js';
import { RAW_GAME_QUOTES } from '../../tables/game-quotes.js';
import { AWAY, adapterOf, HOME, IS_QUOTE, QUOTE_FIELDS } from './fields.js';
import { GAME_MARKETS } from './game-markets.js';
import { PROPS_OF_DOCUMENT } from './props.js';

const point = decimal('point');
const names = [...GAME_MARKETS].map(([theirs, ours]) => `WHEN '${theirs}' THEN '${ours}'`).join(' ');

/** The row of one of the two teams. */
function sideOf(side: 'home' | 'away'): Variant {
  const price = americanOdds(`${side}_price`);
  const [own, other] = side === 'home' ? [HOME, AWAY] : [AWAY, HOME];
  const of = (market: string, sql: string) => `CASE WHEN s.market = '${market}' THEN ${sql} END`;
  return {
    fields: {
      team_abbr: own,
      opponent_abbr: other,
      is_home: constant(String(side === 'home')),
      // 0 - 0 is 0, and - 0 is not.
      spread: { ...point, sql: of('spreads', side === 'home' ? point.sql : `0 - ${point.sql}`) },
      spread_price: { ...price, sql: of('spreads', price.sql) },
      moneyline: { ...price, sql: of('h2h', price.sql) },
    },
    when: IS_QUOTE,
  };
}

export const ODDS_API_LINES: RawSource = {
  kind: 'odds_api_lines',
  description: 'moneylines, spreads and totals of The Odds API, also of the past: a book, its time, both prices',
  table: RAW_GAME_QUOTES,
  json: adapterOf('game lines of The Odds API', 'games', PROPS_OF_DOCUMENT),
  detect: (c) => hasAll(c, 'odds_event_id', 'market', 'home_price'),
  fields: {
    ...QUOTE_FIELDS,
    market: { sql: `CASE s.market ${names} END`, reads: ['market'] },
    total: { ...point, sql: `CASE WHEN s.market = 'totals' THEN ${point.sql} END` },
    over_price: americanOdds('over_price'),
    under_price: americanOdds('under_price'),
  },
  variants: [sideOf('home'), sideOf('away')],
};
