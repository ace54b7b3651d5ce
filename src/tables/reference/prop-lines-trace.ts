import { RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';
import { filePlace, literalOf, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';
import { KNOWN_TOO_LATE } from '../windows/was-known.js';
import { impossiblePropQuotes, latePropQuotes, propQuotes } from './prop-quotes.js';
import { latestFirst } from './quotes.js';

const first = (from: string, input: string): Basis => ({ source: from, how: 'first_known', inputs: [input] });

export const propLineTrace: Trace = {
  async sources(ask) {
    const place = filePlace('q');
    const found = (name: string, note: string, quotes: string) =>
      source(ask, {
        name,
        table: RAW_PROP_ODDS,
        note,
        sql: `WITH quotes AS (${quotes})
          SELECT q.player_name, q.book, q.quoted_at, q.side, q.line, q.over_price, q.under_price, q.known_at, ${place.columns} FROM quotes q ${place.join}
          WHERE q.game_id = ${literalOf(ask, 'game_id')} AND q.market = ${literalOf(ask, 'market')} AND q.player_lookup IN (SELECT player_lookup FROM quotes WHERE player_name = ${literalOf(ask, 'player_name')})
          ORDER BY ${latestFirst('q')}`,
      });
    const quotes = await found(
      'quotes',
      'his quotes of this market before tip-off, the one that counts first',
      propQuotes(ask.ctx),
    );
    const timed = quotes.rows.filter((row) => row.quoted_at !== null);
    const opening = { ...quotes, name: 'opening', note: 'of these with a time, the earliest', rows: timed.slice(-1) };
    return [
      quotes,
      opening,
      await found('late', KNOWN_TOO_LATE, latePropQuotes(ask.ctx)),
      await found('impossible', 'not used: the line cannot be one of this market', impossiblePropQuotes(ask.ctx)),
    ];
  },
  bases: () => ({
    line: first('quotes', 'line'),
    book: first('quotes', 'book'),
    quoted_at: first('quotes', 'quoted_at'),
    over_price: { source: 'quotes', how: 'formula', inputs: ['over_price', 'side'] },
    under_price: { source: 'quotes', how: 'formula', inputs: ['under_price', 'side'] },
    opening_line: { source: 'opening', how: 'formula', inputs: ['line'] },
  }),
};
